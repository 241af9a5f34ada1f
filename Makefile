# `make test` runs everything in all languages; each `test-…` runs one alone. What a target needs is set up by it.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help test test-rust test-python test-node test-crm test-kotlin test-spark lint lint-rust lint-python lint-node lint-text lint-deny generate clean need-rust need-python need-node need-kotlin

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= python3
NODE := bindings/node
CRM := examples/node/crm-extension
MOBILE := bindings/mobile
BINDGEN := target/debug/uniffi-bindgen
MVN := mvn -B -ntp -Dkotlin.compiler.daemon=false -f $(MOBILE)/kotlin/pom.xml
# A shell test that names what is missing and what is needed.
need = command -v $(1) >/dev/null || { echo "$(1) is missing: $(2)"; exit 1; }

# Tests, benches and examples may stop where something is wrong; libraries may not.
RELAXED := $(addprefix -A clippy::,unwrap_used expect_used panic indexing_slicing string_slice arithmetic_side_effects cast_possible_truncation cast_sign_loss cast_possible_wrap print_stdout print_stderr unreachable float_arithmetic)

help:
	@echo "make demo          import a small export, print its figures, write out/report.html"
	@echo "make test          everything, in all languages"
	@echo "make test-rust     make test-python     make test-node     make test-crm     make test-kotlin     make test-spark"
	@echo "make crm           start the example of a CRM extension on http://localhost:8080"
	@echo "make lint          formatting, lints, types, spelling, stale generated files"
	@echo "make pictures      draw the pictures of the guide again"
	@echo "make notebook      run the notebook of the examples again"
	@echo "make bench         measure everything beside plain Python and JavaScript, into benches/README.md"
	@echo "make generate      write everything that is generated from the contract"

test: need-rust need-python need-node need-kotlin
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-rust test-python test-node test-crm test-kotlin test-spark

need-rust:
	@$(call need,cargo,install Rust 1.88 or newer)

need-python: need-rust
	@$(call need,$(PYTHON),install Python 3.11 or newer)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: install a newer one or set PYTHON"; exit 1; }

need-node: need-rust
	@$(call need,node,install Node 20 or newer)
	@$(call need,npm,it comes with Node 20)
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "node is older than 20: install a newer one"; exit 1; }

need-kotlin: need-rust
	@$(call need,java,install a JDK 17 or newer)
	@$(call need,javac,install a JDK 17 or newer$(comma) a JRE is not enough)
	@$(call need,mvn,install Maven 3.8 or newer)

comma := ,

$(VENV)/.ready: bindings/python/requirements.lock | need-python
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	test -x $(VENV)/bin/uv || $(PY) -m pip install -q uv
	$(VENV)/bin/uv pip install -q --python $(PY) -r $<
	touch $@

$(NODE)/node_modules/.ready: $(NODE)/package-lock.json | need-node
	npm ci --no-audit --no-fund --loglevel=error --prefix $(NODE)
	touch $@

test-rust: need-rust
	RUST_BACKTRACE=0 cargo test --locked --workspace --features kam-contract/tables --exclude kam-python --exclude kam-node --exclude kam-mobile

# What the command line says of a small export. A command that finds something to look at ends with 1: that is no failure here.
KAM = @printf '\n$$ kam %s\n\n' '$(1)' && { $(VENV)/bin/kam $(1) || [ $$? -eq 1 ]; }
.PHONY: demo
demo: $(VENV)/.ready
	@echo "building the Python package, a minute or two when it is the first time"
	@cd bindings/python && VIRTUAL_ENV=$(abspath $(VENV)) $(abspath $(VENV))/bin/maturin develop -q --release --locked >/dev/null
	$(call KAM,report examples/data --as-of 2026-06-30 --html out/report.html)
	$(call KAM,differences examples/data --top 4)
	$(call KAM,check examples/data --top 1)
	@printf '\nThe report with charts is in out/report.html; %s/kam --help says more.\n' $(VENV)/bin

.PHONY: python node mobile
python: $(VENV)/.ready
	cd bindings/python && VIRTUAL_ENV=$(abspath $(VENV)) $(abspath $(VENV))/bin/maturin develop -q --locked

node: $(NODE)/node_modules/.ready
	npm run -s build --prefix $(NODE)

mobile: need-rust
	cargo build --locked -p kam-mobile --features bindgen
	rm -rf $(MOBILE)/generated
	$(BINDGEN) generate target/debug/libkam_mobile.so --language kotlin --out-dir $(MOBILE)/generated/kotlin --no-format
	$(BINDGEN) generate target/debug/libkam_mobile.so --language swift --out-dir $(MOBILE)/generated/swift --no-format

# Exports with known results, made again on each run; without Python only the committed ones are tested.
.PHONY: exports
exports:
	@command -v $(PYTHON) >/dev/null && $(PYTHON) tests/exports/make.py target/exports || true

# The classes go into the local Maven repository, as an app would have them, and the examples are such apps.
.PHONY: kotlin
kotlin: need-kotlin mobile
	$(MVN) -q install -DskipTests
	mvn -B -ntp -q -Dkotlin.compiler.daemon=false -f examples/kotlin/pom.xml compile exec:exec@first-figure exec:exec@offline-copies

test-python: python exports sdist
	cd bindings/python && $(abspath $(PY)) -m pytest

# The package is built from its source distribution alone, installed where there is nothing else, and used.
.PHONY: sdist
sdist: $(VENV)/.ready
	$(PY) bindings/python/tools/sdist.py target/sdist

test-node: node exports
	cd $(NODE) && RUST_BACKTRACE=0 npm test --silent
	npm run -s types --prefix $(NODE)

# The example of a CRM extension; its tests run in a browser too.
$(CRM)/node_modules/.ready: $(CRM)/package-lock.json | need-node
	npm ci --no-audit --no-fund --loglevel=error --prefix $(CRM)
	touch $@

.PHONY: crm need-chromium
crm: node $(CRM)/node_modules/.ready
	npm start -s --prefix $(CRM)

# Where it cannot be installed the tests in the browser say what is missing, and the others run.
need-chromium:
	@test -n "$$CHROMIUM" || command -v chromium chromium-browser google-chrome chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium >/dev/null; \
	else echo "there is no Chromium: install the package chromium, or name a binary by CHROMIUM"; fi

test-crm: node $(CRM)/node_modules/.ready need-chromium
	npm test -s --prefix $(CRM)

test-kotlin: need-kotlin mobile exports $(VENV)/.ready
	$(PY) $(MOBILE)/tests/swift_sources.py
	$(MVN) test

# The same figures on Apache Spark, whose environment is large and needed for nothing else.
SPARK := .venv-spark
$(SPARK)/.ready: examples/python/spark.lock $(VENV)/.ready
	test -x $(SPARK)/bin/python || $(PYTHON) -m venv $(SPARK)
	$(VENV)/bin/uv pip install -q --python $(SPARK)/bin/python -r $<
	touch $@

.PHONY: spark
spark: $(SPARK)/.ready
	@$(call need,java,install a JDK 17 or newer)
	rm -rf target/spark
	cd bindings/python && $(abspath $(VENV))/bin/maturin build -q --locked --out $(abspath target/spark)
	$(VENV)/bin/uv pip install -q --python $(SPARK)/bin/python --reinstall-package kam --no-deps target/spark/*.whl
	$(SPARK)/bin/python examples/python/spark_portfolio.py 2> target/spark/log || { tail -n 40 target/spark/log; exit 1; }

test-spark: spark

lint: lint-rust lint-python lint-node lint-text lint-deny

lint-deny: need-rust
	@if command -v cargo-deny >/dev/null; then cargo deny --log-level error check bans licenses sources; \
	else echo "cargo-deny is not installed: licences and sources of dependencies were not checked"; fi

lint-rust: need-rust
	cargo fmt --all --check
	cargo check --locked -q -p kam-core
	cargo clippy --locked --workspace --features kam-contract/tables --lib --bins --exclude kam-python --exclude kam-node --exclude kam-mobile -- -D warnings
	cargo clippy --locked --workspace --features kam-contract/tables --all-targets --exclude kam-python --exclude kam-node --exclude kam-mobile -- -D warnings $(RELAXED)
	cargo clippy --locked -p kam-python -- -D warnings
	cargo clippy --locked -p kam-node -- -D warnings
	cargo clippy --locked -p kam-mobile -- -D warnings
	cargo run --locked -q -p kam-contract --features tables --example generate -- --check

lint-python: python
	$(VENV)/bin/ruff check bindings tests benches docs examples
	$(VENV)/bin/ruff format --check bindings tests/exports
	$(PY) bindings/python/tools/stubs.py --check
	cd bindings/python && $(abspath $(PY)) -m mypy python/kam tools && $(abspath $(PY)) -m mypy.stubtest kam._kam

lint-node: node
	git diff --exit-code --stat -- $(NODE)/index.js $(NODE)/index.d.ts $(NODE)/kam.js || { echo "generated files of Node were stale: commit what is there now"; exit 1; }

lint-text: $(VENV)/.ready
	$(VENV)/bin/typos

generate: need-rust $(VENV)/.ready
	cargo run -q -p kam-contract --features tables --example generate
	$(VENV)/bin/ruff format -q bindings/python/python/kam/__init__.py bindings/python/python/kam/errors.py
	$(PY) bindings/python/tools/stubs.py
	$(MAKE) --no-print-directory node

# The pictures of the guide, from made-up plans.
.PHONY: pictures
pictures: python
	$(PY) docs/pictures/make.py

# The notebook of the examples, run from its beginning; what it shows is kept in it.
.PHONY: notebook
notebook: python
	$(PY) bindings/python/tools/notebook.py

.PHONY: bench
bench: need-rust need-node $(VENV)/.ready
	$(PY) benches/compare.py

clean:
	cargo clean
	rm -rf $(VENV) $(NODE)/node_modules $(CRM)/node_modules $(MOBILE)/generated $(MOBILE)/kotlin/target
