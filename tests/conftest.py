"""What tests of several files share."""

import shutil

import pytest
from hypothesis import settings

# A busy machine is no failure.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason='playwright is missing: pip install "bpextract[dev]"'
    )
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
