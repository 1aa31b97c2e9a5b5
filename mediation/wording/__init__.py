"""Every Chinese sentence that the system speaks outside templates, letters and documents.

Rules raise codes with facts and name things by enum members; here each code has its sentence
(`ERRORS` in the file of its capability) and each member its label.  Tests in `tests/wording` see
to it that none is missing and none is spare.  Nothing is decided here.
"""
