"""The pages of an application, one module each: begin, questions, materials, form, delivery, confirm."""
