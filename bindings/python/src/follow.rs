//! Long reading in Python: it releases the GIL, tells how far it is, and can be ended by Ctrl-C or by the one it tells.

use kam_contract::{Fault, followed, stoppable};
use pyo3::prelude::*;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

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

/// How often somebody who waits is looked at, to see whether they still do.
const LOOK: Duration = Duration::from_millis(50);

/// Runs work with a portfolio on a thread of its own, without the GIL, so that Ctrl-C ends it: what the signal raises is raised again.
pub(crate) fn interruptible<T: Send>(py: Python<'_>, operation: impl FnOnce() -> Result<T, Fault> + Send) -> PyResult<T> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut raised = None;
    let outcome = py.detach(|| {
        let (done, ready) = sync_channel(1);
        thread::scope(|scope| {
            let worker = scope.spawn(|| {
                let result = stoppable(Arc::clone(&stop), operation);
                // Nobody listens any more where the signal came first.
                let _ = done.send(());
                result
            });
            while let Err(RecvTimeoutError::Timeout) = ready.recv_timeout(LOOK) {
                if raised.is_none()
                    && let Err(error) = Python::attach(|py| py.check_signals())
                {
                    raised = Some(error);
                    stop.store(true, Ordering::Relaxed);
                }
            }
            worker.join()
        })
    });
    match (raised, outcome) {
        (Some(error), _) => Err(error),
        (None, Ok(result)) => Ok(result?),
        // An operation catches its own panics, so this is one of its thread.
        (None, Err(panic)) => std::panic::resume_unwind(panic),
    }
}
