"""跑动记录: who had to appear in person, where, for what and why; what was promised against what it took."""
