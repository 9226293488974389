"""Placeholder replaced below."""


class Windows:
    def __init__(self, site):
        pass
