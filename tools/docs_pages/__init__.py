"""The pages of docs/reference, each made from what the code itself declares; `tools/make_docs.py` writes them."""
