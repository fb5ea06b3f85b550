"""跑动记录: appearances in person: where, for what, required or chosen, caused by whom; what was promised against what it took."""
