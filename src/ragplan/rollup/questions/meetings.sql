-- What is overdue, silent, moved and worse by organisation and meeting; every count is of rows that count.
--
-- programme: The programme's id.
-- organisation: The code of the owner; empty for nobody's.
-- meeting: The day of the meeting.
-- counted: Rows that count.
-- open: Of those counted, rows still to be done: the denominator of overdue and silent.
-- overdue: Open rows past their current due date.
-- silent: Open rows with nothing said in the period.
-- seen_before: Counted rows that an earlier meeting saw too: the denominator of moved.
-- moved: Rows whose due date is later than when a meeting last saw them.
-- rated_before: Rows open then and now that state a level of a key both times: the denominator of worse.
-- worse: Of those, rows that now state a worse category.
-- without_key: Counted rows of programmes that have no rating key, in no count of levels.
WITH keyed AS (
    SELECT
        programme,
        max(CASE WHEN category IS NULL AND derived IS NULL THEN 0 ELSE 1 END) AS has_key
    FROM rows
    GROUP BY programme
),
judged AS (
    SELECT
        rows.programme,
        rows.organisation,
        rows.meeting,
        rows.open_01,
        rows.overdue_01,
        rows.silent_01,
        rows.due_last_day,
        categories.place,
        keyed.has_key,
        lag(rows.meeting) OVER (
            PARTITION BY rows.programme, rows.organisation, rows.ref ORDER BY rows.meeting NULLS LAST
        ) AS meeting_before,
        lag(rows.open_01) OVER (
            PARTITION BY rows.programme, rows.organisation, rows.ref ORDER BY rows.meeting NULLS LAST
        ) AS open_before,
        lag(rows.due_last_day) OVER (
            PARTITION BY rows.programme, rows.organisation, rows.ref ORDER BY rows.meeting NULLS LAST
        ) AS due_before,
        lag(categories.place) OVER (
            PARTITION BY rows.programme, rows.organisation, rows.ref ORDER BY rows.meeting NULLS LAST
        ) AS place_before
    FROM rows
    JOIN keyed ON keyed.programme = rows.programme
    LEFT JOIN categories ON categories.category = rows.category
    WHERE rows.meeting IS NOT NULL AND rows.uncounted IS NULL
),
compared AS (
    SELECT
        programme,
        organisation,
        meeting,
        open_01,
        overdue_01,
        silent_01,
        CASE WHEN has_key = 0 THEN 1 ELSE 0 END AS without_key,
        CASE WHEN meeting_before IS NULL THEN 0 ELSE 1 END AS seen_before,
        CASE WHEN due_last_day > due_before THEN 1 ELSE 0 END AS moved,
        CASE
            WHEN open_01 = 1 AND open_before = 1 AND place IS NOT NULL AND place_before IS NOT NULL THEN 1
            ELSE 0
        END AS rated_before,
        CASE WHEN open_01 = 1 AND open_before = 1 AND place < place_before THEN 1 ELSE 0 END AS worse
    FROM judged
)
SELECT
    programme,
    organisation,
    meeting,
    count(*) AS counted,
    CAST(sum(open_01) AS BIGINT) AS open,
    CAST(sum(overdue_01) AS BIGINT) AS overdue,
    CAST(sum(silent_01) AS BIGINT) AS silent,
    CAST(sum(seen_before) AS BIGINT) AS seen_before,
    CAST(sum(moved) AS BIGINT) AS moved,
    CAST(sum(rated_before) AS BIGINT) AS rated_before,
    CAST(sum(worse) AS BIGINT) AS worse,
    CAST(sum(without_key) AS BIGINT) AS without_key
FROM compared
GROUP BY programme, organisation, meeting
ORDER BY programme NULLS LAST, organisation NULLS LAST, meeting NULLS LAST
