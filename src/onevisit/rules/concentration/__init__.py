"""三集中三到位 (clause 5.3a): which matters, people and powers of each organ are in the hall, and what is not, by name.

The order says 尽快落实“三集中三到位” and leaves the words to practice: approval work, matters and on-line handling are
concentrated; matters, people and powers are in their place. What counts here: a matter is in the hall when a staffed
comprehensive window of its class takes it in; a person when he sits there; a power when whoever holds it sits there.
"""
