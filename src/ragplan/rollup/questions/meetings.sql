-- What is overdue, silent, moved and worse by organisation and meeting; every count is of rows that count.
--
-- programme: The programme's id.
-- organisation: The code of the owner; empty for nobody's.
-- meeting: The day of the meeting.
-- counted: Rows that count.
-- open: Of those counted, rows still to be done: the denominator of the three that follow.
-- overdue: Open rows past their current due date.
-- silent: Open rows with a position and nothing said in the period.
-- missing: Open rows without a position of their owner.
-- seen_before: Counted rows that the meeting before saw too: the denominator of moved.
-- moved: Rows whose due date is later than the meeting before saw it.
-- rated_before: Rows that state a level both times that can be better or worse: the denominator of worse.
-- worse: Rows whose stated level is worse than the meeting before saw it.
-- without_key: Counted rows of programmes that have no rating key, in no count of levels.
SELECT
    programme,
    organisation,
    meeting,
    count(*) AS counted,
    CAST(sum(open_01) AS BIGINT) AS open,
    CAST(sum(overdue_01) AS BIGINT) AS overdue,
    CAST(sum(silent_01) AS BIGINT) AS silent,
    CAST(sum(CASE WHEN update_state = 'missing' THEN 1 ELSE 0 END) AS BIGINT) AS missing,
    CAST(sum(CASE WHEN seen_before_01 = 1 THEN 1 ELSE 0 END) AS BIGINT) AS seen_before,
    CAST(sum(CASE WHEN due_later_01 = 1 THEN 1 ELSE 0 END) AS BIGINT) AS moved,
    CAST(sum(CASE WHEN rated_before_01 = 1 THEN 1 ELSE 0 END) AS BIGINT) AS rated_before,
    CAST(sum(CASE WHEN rated_worse_01 = 1 THEN 1 ELSE 0 END) AS BIGINT) AS worse,
    CAST(sum(1 - keyed_01) AS BIGINT) AS without_key
FROM rows
WHERE meeting IS NOT NULL AND uncounted IS NULL
GROUP BY programme, organisation, meeting
ORDER BY programme NULLS LAST, organisation NULLS LAST, meeting NULLS LAST
