"""OneVisit (最多跑一次): the platform on which a district keeps its promise of at most one visit."""

__version__ = "0.1.0"
