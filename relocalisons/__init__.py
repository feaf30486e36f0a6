"""Relocalisons, the product.

errors.py     three families of errors
settings.py   environment + config/<programme>.toml → frozen Settings
core/         pure: reading, calendar, network, findings, reminders, reports
store/        what must survive a crash
rendering/    templates → mail, PDF, DOCX, XLSX, charts
sample/       the invented programme and its truth
cli/          the command line
"""
