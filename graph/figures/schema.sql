-- What figures are counted from, and the counts that are kept ready. Concepts have small numbers of their own, by which blobs name them;
-- an opinion's number comes from its IRI, so that "the first few" are the same ones however the table was filled.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE concept (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, label TEXT, type TEXT, provisional INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,      -- whether the graph says that it is a concept
  opinions INTEGER NOT NULL DEFAULT 0,   -- how many opinions speak of it
  tie INTEGER NOT NULL,                  -- from the IRI: decides between equals, the same way however the table was filled
  changed INTEGER NOT NULL               -- the number of the write that last changed this row
);
CREATE INDEX concept_spoken ON concept (opinions DESC, label, iri);
CREATE INDEX concept_changed ON concept (changed);

CREATE TABLE label (
  id INTEGER PRIMARY KEY, concept INTEGER NOT NULL, property TEXT NOT NULL, label TEXT NOT NULL, language TEXT NOT NULL, key TEXT NOT NULL
);
CREATE INDEX label_concept ON label (concept);
CREATE INDEX label_key ON label (key, concept);
-- By the concept's number: pairs of neighbouring characters of all its keys, and single ones, each written as hexadecimal digits, so that no
-- tokenizer has an opinion on them.
CREATE VIRTUAL TABLE label_text USING fts5 (pairs, singles, tokenize='ascii');

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, title TEXT, date TEXT, number INTEGER, series TEXT, series_label TEXT,
  fictional INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX meeting_series ON meeting (series);

CREATE TABLE document (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, title TEXT, hash TEXT);

CREATE TABLE opinion (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, document INTEGER NOT NULL, meeting INTEGER, act TEXT NOT NULL, ordinal INTEGER NOT NULL, digest BLOB NOT NULL,
  text TEXT NOT NULL, topic TEXT, topic_label TEXT, speaker TEXT, speaker_name TEXT, speaker_label TEXT, start INTEGER, finish INTEGER
);
CREATE INDEX opinion_document ON opinion (document);
CREATE INDEX opinion_meeting ON opinion (meeting, act);
CREATE INDEX opinion_topic ON opinion (topic) WHERE topic IS NOT NULL;
CREATE INDEX opinion_speaker ON opinion (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE mention (concept INTEGER NOT NULL, opinion INTEGER NOT NULL, PRIMARY KEY (concept, opinion)) WITHOUT ROWID;
CREATE INDEX mention_opinion ON mention (opinion);

CREATE TABLE side (
  concept INTEGER NOT NULL, opinion INTEGER NOT NULL, polarity TEXT NOT NULL, confidence REAL NOT NULL, meeting INTEGER,
  PRIMARY KEY (concept, opinion, polarity)
) WITHOUT ROWID;
CREATE INDEX side_opinion ON side (opinion);
CREATE INDEX side_strength ON side (concept, polarity, confidence DESC, opinion);
CREATE INDEX side_meeting ON side (meeting, concept, polarity);

CREATE TABLE stated (
  subject INTEGER NOT NULL, predicate TEXT NOT NULL, object INTEGER NOT NULL, opinion INTEGER NOT NULL,
  PRIMARY KEY (subject, object, predicate, opinion)
) WITHOUT ROWID;
CREATE INDEX stated_object ON stated (object);
CREATE INDEX stated_opinion ON stated (opinion);

-- How many opinions of each act speak of a concept in each meeting.
CREATE TABLE spoken (
  concept INTEGER NOT NULL, meeting INTEGER NOT NULL, act TEXT NOT NULL, opinions INTEGER NOT NULL, PRIMARY KEY (concept, meeting, act)
) WITHOUT ROWID;
CREATE INDEX spoken_meeting ON spoken (meeting);

-- With which other concepts a concept is spoken of in the same opinions: their numbers, growing, and in how many opinions; both int32.
CREATE TABLE together (concept INTEGER PRIMARY KEY, others BLOB NOT NULL, counts BLOB NOT NULL);

CREATE TABLE issue (
  concept INTEGER PRIMARY KEY, pro INTEGER NOT NULL, con INTEGER NOT NULL, mixed INTEGER NOT NULL, meetings INTEGER NOT NULL, bodies INTEGER NOT NULL,
  score REAL NOT NULL
);
CREATE INDEX issue_score ON issue (score DESC, concept);

-- Who attended which meeting, and for which organisation, as each named graph says; graphs and meetings by numbers that come from their IRIs.
CREATE TABLE person (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, name TEXT, key TEXT, affiliation TEXT, meetings INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX person_attended ON person (meetings DESC, name, iri);
CREATE TABLE organisation (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, name TEXT, people INTEGER NOT NULL DEFAULT 0);
CREATE INDEX organisation_attended ON organisation (people DESC, name, iri);
CREATE TABLE organisation_name (organisation INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (organisation, name)) WITHOUT ROWID;
CREATE TABLE attended (graph INTEGER NOT NULL, person INTEGER NOT NULL, meeting INTEGER NOT NULL, organisation INTEGER, affiliation TEXT);
CREATE INDEX attended_graph ON attended (graph);
CREATE INDEX attended_person ON attended (person, meeting);
CREATE INDEX attended_organisation ON attended (organisation, person) WHERE organisation IS NOT NULL;

-- What was changed and has not been told to the graph yet.
CREATE TABLE untold (concept INTEGER PRIMARY KEY);
CREATE TABLE untold_pair (one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
-- Concepts that are no more, where the graph has not been told yet.
CREATE TABLE gone (concept INTEGER PRIMARY KEY);

-- The map of the whole, as it was last drawn: the concepts most spoken of, where each stands, in which group it is and how central; and what joins them.
CREATE TABLE map_node (concept INTEGER PRIMARY KEY, x REAL NOT NULL, y REAL NOT NULL, community INTEGER, centrality REAL NOT NULL);
CREATE INDEX map_node_community ON map_node (community, centrality DESC);
CREATE TABLE map_edge (
  one INTEGER NOT NULL, other INTEGER NOT NULL, together INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
