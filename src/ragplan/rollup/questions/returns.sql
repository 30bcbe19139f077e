-- What is late or absent as a return: who has said nothing at the last meeting, and for how many meetings.
--
-- programme: The programme's id.
-- organisation: The code of the owner; rows that nobody owns are left out.
-- meeting: The last meeting that is exported of the programme.
-- open: Open rows that count: the denominator of said and silent.
-- said: Open rows on which something was said in the period of that meeting.
-- silent: Open rows with nothing said in it.
-- standing: whole where all has come, in part, absent where nothing has, nothing owed where no row is open.
-- absent_meetings: For how many meetings running, this one counted, nothing has come on any open row.
-- meetings: Exported meetings at which the organisation owed something: the denominator of absent_meetings.
-- newest: The last meeting that is exported of any programme here; an earlier meeting is a late export.
WITH told AS (
    SELECT
        programme,
        organisation,
        meeting,
        CAST(sum(open_01) AS BIGINT) AS open,
        CAST(sum(silent_01) AS BIGINT) AS silent
    FROM rows
    WHERE meeting IS NOT NULL AND uncounted IS NULL AND organisation IS NOT NULL
    GROUP BY programme, organisation, meeting
),
spoken AS (
    SELECT programme, organisation, max(meeting) AS last_word
    FROM told
    WHERE open > silent
    GROUP BY programme, organisation
),
owing AS (
    SELECT
        told.programme,
        told.organisation,
        count(*) AS meetings,
        CAST(
            sum(
                CASE
                    WHEN spoken.last_word IS NULL THEN 1
                    WHEN told.meeting > spoken.last_word THEN 1
                    ELSE 0
                END
            ) AS BIGINT
        ) AS absent_meetings
    FROM told
    LEFT JOIN spoken
        ON spoken.programme = told.programme AND spoken.organisation = told.organisation
    WHERE told.open > 0
    GROUP BY told.programme, told.organisation
),
days AS (
    SELECT programme, max(meeting) AS meeting FROM rows WHERE meeting IS NOT NULL GROUP BY programme
),
newest AS (
    SELECT max(meeting) AS meeting FROM rows
)
SELECT
    told.programme,
    told.organisation,
    told.meeting,
    told.open,
    told.open - told.silent AS said,
    told.silent,
    CASE
        WHEN told.open = 0 THEN 'nothing owed'
        WHEN told.silent = 0 THEN 'whole'
        WHEN told.silent = told.open THEN 'absent'
        ELSE 'in part'
    END AS standing,
    CASE WHEN owing.absent_meetings IS NULL THEN 0 ELSE owing.absent_meetings END AS absent_meetings,
    CASE WHEN owing.meetings IS NULL THEN 0 ELSE owing.meetings END AS meetings,
    newest.meeting AS newest
FROM told
JOIN days ON days.programme = told.programme AND days.meeting = told.meeting
CROSS JOIN newest
LEFT JOIN owing ON owing.programme = told.programme AND owing.organisation = told.organisation
ORDER BY told.programme NULLS LAST, told.organisation NULLS LAST
