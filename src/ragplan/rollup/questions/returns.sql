-- What is late or absent as a return: who has said nothing at the last meeting, and for how many meetings.
--
-- programme: The programme's id.
-- organisation: The code of the owner; rows that nobody owns are left out.
-- meeting: The last meeting that is exported of the programme.
-- open: Open rows that count: the denominator of the three that follow.
-- said: Open rows on which something was said in the period of that meeting, be it that nothing changed.
-- silent: Open rows with a position and nothing said in it.
-- missing: Open rows without a position.
-- standing: whole where all has come, in part, absent where nothing has, nothing owed where no row is open.
-- absent_meetings: For how many meetings running, this one counted, nothing has come on any open row.
-- meetings: Exported meetings at which the organisation owed something: the denominator of absent_meetings.
-- newest: The last meeting that is exported of any programme here; an earlier meeting is a late export.
WITH counted AS (
    SELECT
        programme,
        organisation,
        meeting,
        CASE WHEN uncounted IS NULL AND organisation IS NOT NULL THEN 1 ELSE 0 END AS counts,
        CAST(sum(open_01) AS BIGINT) AS open,
        CAST(sum(CASE WHEN update_state = 'missing' THEN 1 ELSE 0 END) AS BIGINT) AS missing,
        CAST(sum(silent_01) AS BIGINT) AS silent
    FROM rows
    WHERE meeting IS NOT NULL
    GROUP BY
        programme,
        organisation,
        meeting,
        CASE WHEN uncounted IS NULL AND organisation IS NOT NULL THEN 1 ELSE 0 END
),
days AS (
    SELECT programme, max(meeting) AS meeting FROM counted GROUP BY programme
),
newest AS (
    SELECT max(meeting) AS meeting FROM days
),
told AS (
    SELECT programme, organisation, meeting, open, missing, silent, open - missing - silent AS said
    FROM counted
    WHERE counts = 1
),
spoken AS (
    SELECT programme, organisation, max(CASE WHEN said > 0 THEN meeting END) AS last_word
    FROM told
    GROUP BY programme, organisation
),
owing AS (
    SELECT
        told.programme,
        told.organisation,
        CAST(sum(CASE WHEN told.open > 0 THEN 1 ELSE 0 END) AS BIGINT) AS meetings,
        CAST(
            sum(
                CASE
                    WHEN told.open = 0 THEN 0
                    WHEN spoken.last_word IS NULL THEN 1
                    WHEN told.meeting > spoken.last_word THEN 1
                    ELSE 0
                END
            ) AS BIGINT
        ) AS absent_meetings
    FROM told
    JOIN spoken ON spoken.programme = told.programme AND spoken.organisation = told.organisation
    GROUP BY told.programme, told.organisation
)
SELECT
    told.programme,
    told.organisation,
    told.meeting,
    told.open,
    told.said,
    told.silent,
    told.missing,
    CASE
        WHEN told.open = 0 THEN 'nothing owed'
        WHEN told.said = told.open THEN 'whole'
        WHEN told.said = 0 THEN 'absent'
        ELSE 'in part'
    END AS standing,
    owing.absent_meetings,
    owing.meetings,
    newest.meeting AS newest
FROM told
JOIN days ON days.programme = told.programme AND days.meeting = told.meeting
CROSS JOIN newest
JOIN owing ON owing.programme = told.programme AND owing.organisation = told.organisation
ORDER BY told.programme NULLS LAST, told.organisation NULLS LAST
