"""The words people type about expenses, payment claims and funders' reports, judged once.

Each reader gives `Said`: a value, or a doubt.
Nothing else compares such a cell with French words.
"""
