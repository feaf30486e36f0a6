-- Prefect's tables and ours never share a database: each is backed up and upgraded on its own.
CREATE DATABASE prefect OWNER relocalisons;
