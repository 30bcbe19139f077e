-- The latest row of each action, owner by owner, those too that no longer stand in their plan.
--
-- programme: The programme's id.
-- organisation: The code of the owner; empty for nobody's.
-- ref: The action's ref.
-- title: The action.
-- as_of: The last day on which the row is exported.
-- in_plan: 1 where the last export of the programme has the row, 0 where it has gone.
-- counted: 1 where counts of papers count the row.
-- due: The due date as written.
-- rating: The stated level as written in the plan's own key.
-- category: What the level says whatever its colour; empty where no key says so.
-- open: 1 where it is still to be done.
-- overdue: 1 where it is open and past its due date.
-- silent: 1 where it is open and nothing was said in the period.
WITH latest AS (
    SELECT programme, organisation, ref, max(as_of) AS as_of FROM rows GROUP BY programme, organisation, ref
),
days AS (
    SELECT programme, max(as_of) AS last_day FROM latest GROUP BY programme
)
SELECT
    rows.programme,
    rows.organisation,
    rows.ref,
    rows.title,
    rows.as_of,
    CASE WHEN rows.as_of = days.last_day THEN 1 ELSE 0 END AS in_plan,
    CASE WHEN rows.uncounted IS NULL THEN 1 ELSE 0 END AS counted,
    rows.due,
    rows.rating,
    rows.category,
    rows.open_01 AS open,
    rows.overdue_01 AS overdue,
    rows.silent_01 AS silent
FROM rows
JOIN latest
    ON latest.programme = rows.programme
    AND latest.organisation IS NOT DISTINCT FROM rows.organisation
    AND latest.ref = rows.ref
    AND latest.as_of = rows.as_of
JOIN days ON days.programme = rows.programme
ORDER BY rows.programme NULLS LAST, rows.organisation NULLS LAST, rows.ref NULLS LAST
