-- What each organisation does about the recommendations of a register, as last exported.
--
-- register: The id of the register.
-- programme: The programme's id.
-- organisation: The code of the organisation; groups are their members'.
-- as_of: The last day that is exported of the programme.
-- recommendations: Recommendations of the register: the four that follow are of these.
-- action: Those for which it owns an action that is not closed without being done.
-- position_only: Those on which it has a position in words and no such action.
-- not_applicable: Those that are said not to apply, with a reason.
-- no_return: Those of which it says nothing.
WITH counted AS (
    SELECT
        register,
        programme,
        organisation,
        as_of,
        count(*) AS recommendations,
        CAST(sum(CASE WHEN answer = 'action' THEN 1 ELSE 0 END) AS BIGINT) AS action,
        CAST(sum(CASE WHEN answer = 'position' THEN 1 ELSE 0 END) AS BIGINT) AS position_only,
        CAST(sum(CASE WHEN answer = 'not_applicable' THEN 1 ELSE 0 END) AS BIGINT) AS not_applicable,
        CAST(sum(CASE WHEN answer = 'no_return' THEN 1 ELSE 0 END) AS BIGINT) AS no_return
    FROM coverage
    GROUP BY register, programme, organisation, as_of
),
days AS (
    SELECT programme, max(as_of) AS last_day FROM counted GROUP BY programme
)
SELECT
    counted.register,
    counted.programme,
    counted.organisation,
    counted.as_of,
    counted.recommendations,
    counted.action,
    counted.position_only,
    counted.not_applicable,
    counted.no_return
FROM counted
JOIN days ON days.programme = counted.programme AND days.last_day = counted.as_of
ORDER BY
    counted.register NULLS LAST,
    counted.programme NULLS LAST,
    counted.organisation NULLS LAST
