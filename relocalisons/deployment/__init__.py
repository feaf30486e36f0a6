"""What Prefect's server is told of the flows: deployments, forms, pool, for one or many programmes.

`table` declares them, `standing` decides what to keep of what people typed in the console, `apply`
tells the server. Not here: what a flow does, nor how it shows itself while it runs (`tasks/night`).
"""
