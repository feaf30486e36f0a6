"""`relocalisons demo`: nights of the sample story on a sandbox, and what people do in between.

Here: nights, the storyteller, the summary, what stays up. The one folder
of the sample that imports the product, and that nothing of the sample imports.
"""
