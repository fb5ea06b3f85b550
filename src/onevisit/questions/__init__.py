"""在线咨询: questions asked on line, answered by an organ in time, and shown to everybody without personal data."""
