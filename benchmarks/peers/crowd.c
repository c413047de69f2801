/* The best actions of a crowd: one question of kernel.c for each person. */

typedef struct {
    const int32_t *place, *minutes, *top_cost, *top_risk;
    const int32_t *done_1, *done_2, *dismissed_1, *dismissed_2;
    const uint8_t *recurring, *professional, *signs;
    const int64_t *suited_modes, *named, *rare, *wider, *of_work, *asked, *near, *has;
    const int64_t *worth_2, *worth_3, *worth_4, *worth_5, *worth_6;
} People;

static void add(int32_t *list, int32_t *count, int32_t number) {
    if (number >= 0) list[(*count)++] = number;
}

/* levels: the columns of the situations brief, time and work; here: 256 bytes for each place */
void crowd(long people, long size, const Columns *levels, const People *p, const Asked *same,
           const uint8_t *here, int brief, int most, uint64_t *found) {
    Asked q = *same;
    for (long n = 0; n < people; n++) {
        __builtin_memcpy(q.here, here + 256 * p->place[n], 256);
        const int64_t *worths[] = {p->worth_2, p->worth_3, p->worth_4, p->worth_5, p->worth_6};
        q.worths = 0;
        for (int32_t w = 0; w < 5; w++)
            if (worths[w][n]) {
                q.worth[q.worths] = w + 2;
                q.worth_of[q.worths++] = (uint64_t)worths[w][n];
            }
        q.dones = q.hiddens = 0;
        add(q.done, &q.dones, p->done_1[n]);
        add(q.done, &q.dones, p->done_2[n]);
        add(q.hidden, &q.hiddens, p->done_1[n]);
        add(q.hidden, &q.hiddens, p->done_2[n]);
        add(q.hidden, &q.hiddens, p->dismissed_1[n]);
        add(q.hidden, &q.hiddens, p->dismissed_2[n]);
        q.minutes = p->minutes[n], q.recurring = p->recurring[n];
        q.professional = p->professional[n], q.signs = p->signs[n];
        q.modes = (uint8_t)p->suited_modes[n];
        q.cost = (uint8_t)p->top_cost[n], q.risk = (uint8_t)p->top_risk[n];
        q.skills = (uint64_t)p->has[n], q.lacks = ~q.skills;
        q.named = (uint64_t)p->named[n], q.rare = (uint64_t)p->rare[n];
        q.wider = (uint64_t)p->wider[n], q.work = (uint64_t)p->of_work[n];
        q.asked = (uint64_t)p->asked[n], q.near = (uint64_t)p->near[n];
        const Columns *c = levels + (q.professional ? 2 : q.minutes >= brief);
        uint64_t *best = found + (long)most * n;
        int count = query(size, c, &q, most, best);
        for (; count < most; count++) best[count] = 0;
    }
}
