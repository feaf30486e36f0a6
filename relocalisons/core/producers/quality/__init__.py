"""Labels, certificates, and what deliveries weigh in a canteen's purchases (EGalim).

A purchase counts once, in its best proven category.
The annex for a canteen is a paper: `reports/producers/egalim_annex`.
"""
