"""`relocalisons demo`: nights of the sample story on a sandbox, and what people do in between.

Here: nights, the storyteller, a private Prefect server, the summary, what stays up. Not in an
installation: it needs `relocalisons.sample` and `vendor_sandbox`, which only a checkout has.
"""
