"""The life of a growing contract: stages, signatures, clauses, term; its words and its findings.

Clauses are only said to be there or to be checked, never to be lawful.
The draft of a contract is a paper: `reports/producers/contract_draft`.
"""
