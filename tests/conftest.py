"""What tests of several files share."""

import shutil

import pytest
from hypothesis import settings

# No test fails because the machine is busy; half of the usual examples keep the suite within some minutes.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("quick")
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
