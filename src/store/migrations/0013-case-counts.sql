-- Cases are counted by office and state, and listed by them, without looking at each.
CREATE INDEX case_file_by_office_and_status ON case_file (office, status, sequence);

CREATE INDEX case_file_by_status ON case_file (status, sequence);
