//! Who speaks, and in which part: label styles, times, events, and who asks the questions.
