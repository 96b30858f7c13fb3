"""One colour for each label: legible under black, and told apart by colour-blind readers.

Hues follow Okabe and Ito (2008); lightness and chroma were searched so that the two labels that differ least, to
normal, protanopic, deuteranopic or tritanopic eyes, differ most. tests/test_palette.py holds what was reached.
"""

LABEL_COLORS = {
    "PERSON": "#5C9BFF",
    "ROLE": "#B592C4",
    "PLACE": "#6FEBC2",
    "ORG": "#D89E0B",
    "FIGURE": "#FFF28A",
    "DATE": "#F4726B",
}
