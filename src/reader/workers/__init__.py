"""The engine in worker processes with limits: a file that kills its worker costs itself and nothing else."""
