-- Organisations side by side as last exported, in the order of their codes: each count with what it is of.
--
-- programme: The programme's id.
-- organisation: The code of the owner; empty for nobody's.
-- as_of: The last day that is exported of the programme.
-- counted: Rows that count.
-- closed: Of those counted, rows that are done.
-- open: Of those counted, rows still to be done: the denominator of all that follow.
-- overdue: Open rows past their current due date.
-- undated: Open rows without a due date.
-- silent: Open rows with a position and nothing said in the period.
-- missing: Open rows without a position of their owner.
-- off_track: Open rows that state a level of this category.
-- at_risk: Open rows that state a level of this category.
-- other_level: Open rows that state another level of a key.
-- no_level: Open rows that state no level of their key.
-- without_key: Open rows of programmes that have no rating key, in none of the four before.
WITH standing AS (
    SELECT
        programme,
        organisation,
        as_of,
        CASE WHEN uncounted IS NULL THEN 1 ELSE 0 END AS counts,
        open_01,
        overdue_01,
        undated_01,
        silent_01,
        update_state,
        CASE
            WHEN open_01 = 0 THEN 'closed'
            WHEN keyed_01 = 0 THEN 'without_key'
            WHEN category IS NULL THEN 'no_level'
            WHEN category IN ('off_track', 'at_risk') THEN category
            ELSE 'other_level'
        END AS level
    FROM rows
),
counted AS (
    SELECT
        programme,
        organisation,
        as_of,
        counts,
        count(*) AS counted,
        CAST(sum(1 - open_01) AS BIGINT) AS closed,
        CAST(sum(open_01) AS BIGINT) AS open,
        CAST(sum(overdue_01) AS BIGINT) AS overdue,
        CAST(sum(undated_01) AS BIGINT) AS undated,
        CAST(sum(silent_01) AS BIGINT) AS silent,
        CAST(sum(CASE WHEN update_state = 'missing' THEN 1 ELSE 0 END) AS BIGINT) AS missing,
        CAST(sum(CASE WHEN level = 'off_track' THEN 1 ELSE 0 END) AS BIGINT) AS off_track,
        CAST(sum(CASE WHEN level = 'at_risk' THEN 1 ELSE 0 END) AS BIGINT) AS at_risk,
        CAST(sum(CASE WHEN level = 'other_level' THEN 1 ELSE 0 END) AS BIGINT) AS other_level,
        CAST(sum(CASE WHEN level = 'no_level' THEN 1 ELSE 0 END) AS BIGINT) AS no_level,
        CAST(sum(CASE WHEN level = 'without_key' THEN 1 ELSE 0 END) AS BIGINT) AS without_key
    FROM standing
    GROUP BY programme, organisation, as_of, counts
),
days AS (
    SELECT programme, max(as_of) AS last_day FROM counted GROUP BY programme
)
SELECT
    counted.programme,
    counted.organisation,
    counted.as_of,
    counted.counted,
    counted.closed,
    counted.open,
    counted.overdue,
    counted.undated,
    counted.silent,
    counted.missing,
    counted.off_track,
    counted.at_risk,
    counted.other_level,
    counted.no_level,
    counted.without_key
FROM counted
JOIN days ON days.programme = counted.programme AND days.last_day = counted.as_of
WHERE counted.counts = 1
ORDER BY counted.programme NULLS LAST, counted.organisation NULLS LAST
