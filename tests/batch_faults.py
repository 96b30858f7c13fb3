"""A pipeline with a component that does, for real, what goes wrong in long jobs; for the tests of batch jobs."""

import os
import signal
import time

from spacy.language import Language
from spacy.tokens import Doc

from bpextract.pipeline import load as load_bpextract


def raises():
    raise ValueError("cannot read this one")


def hangs():
    while True:
        pass


def hangs_for_good():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    while True:
        time.sleep(3600)


def eats_memory():
    eaten = []
    while True:
        eaten.append(bytearray(2**24))


def is_killed():
    os.kill(os.getpid(), signal.SIGKILL)


FAULTS = {
    "LỖI": raises,
    "TREO": hangs,
    "LIỆT": hangs_for_good,
    "PHÌNH": eats_memory,
    "CHẾT": is_killed,
}


@Language.component("batch_faults")
def batch_faults(doc: Doc) -> Doc:
    for word, fault in FAULTS.items():
        if word in doc.text:
            fault()
    return doc


def load() -> Language:
    nlp = load_bpextract()
    nlp.add_pipe("batch_faults", first=True)
    return nlp
