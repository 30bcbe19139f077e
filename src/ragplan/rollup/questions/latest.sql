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
WITH days AS (
    SELECT programme, max(as_of) AS last_day FROM rows GROUP BY programme
),
placed AS (
    SELECT
        programme,
        organisation,
        ref,
        title,
        as_of,
        uncounted,
        due,
        rating,
        category,
        open_01,
        overdue_01,
        silent_01,
        row_number() OVER (
            PARTITION BY programme, organisation, ref ORDER BY as_of DESC NULLS LAST
        ) AS place
    FROM rows
)
SELECT
    placed.programme,
    placed.organisation,
    placed.ref,
    placed.title,
    placed.as_of,
    CASE WHEN placed.as_of = days.last_day THEN 1 ELSE 0 END AS in_plan,
    CASE WHEN placed.uncounted IS NULL THEN 1 ELSE 0 END AS counted,
    placed.due,
    placed.rating,
    placed.category,
    placed.open_01 AS open,
    placed.overdue_01 AS overdue,
    placed.silent_01 AS silent
FROM placed
JOIN days ON days.programme = placed.programme
WHERE placed.place = 1
ORDER BY placed.programme NULLS LAST, placed.organisation NULLS LAST, placed.ref NULLS LAST
