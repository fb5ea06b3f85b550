"""Answering what was asked: mending an application, handing in what may come late, mending what was promised."""
