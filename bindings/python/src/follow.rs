//! Long reading in Python: it releases the GIL, tells how far it is, and can be ended by Ctrl-C or by the one it tells.

use kam_contract::{Fault, followed};
use pyo3::prelude::*;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

/// Runs the operation without the GIL. What `progress` or a signal raises ends it and is raised again.
pub(crate) fn follow<T: Send>(py: Python<'_>, progress: Option<Py<PyAny>>, operation: impl FnOnce() -> Result<T, Fault> + Send) -> PyResult<T> {
    let raised: Arc<Mutex<Option<PyErr>>> = Arc::default();
    let slot = Arc::clone(&raised);
    let result = py.detach(move || {
        let tell = move |reading: &kam_contract::Reading<'_>| {
            let told = Python::attach(|py| {
                py.check_signals()?;
                match &progress {
                    Some(progress) => progress.call1(py, (reading.file, reading.bytes_done, reading.bytes_total)).map(|_| ()),
                    None => Ok(()),
                }
            });
            match told {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(error);
                    }
                    ControlFlow::Break(())
                }
            }
        };
        followed(tell, operation)
    });
    match raised.lock().ok().and_then(|mut slot| slot.take()) {
        Some(error) => Err(error),
        None => result.map_err(PyErr::from),
    }
}
