/* One pass over columns: narrow gates a block at a time, so that they run as vectors; what is left
   is scored, and the best kept in order. The structure of columns is written before this text. */

typedef struct {
    uint8_t here[256]; /* 0 elsewhere, 1 the world, 2 a place that holds the person */
    int32_t worth[8];
    uint64_t worth_of[8];
    int32_t worths;
    int32_t hidden[8], hiddens, done[8], dones;
    int32_t minutes, parts, recurring, concern, professional, signs;
    uint8_t age, modes, cost, risk;
    uint64_t skills, lacks, named, wider, anyone, everybody, close;
    uint64_t asked, near, work, young, about, general, awareness;
    int32_t by_audience[72];
    int32_t time[16], skill[16], role[16], topic[16], place[16], kind[16], start[16];
} Asked;

enum { BLOCK = 512 };

static int among(int32_t number, const int32_t *list, int32_t count) {
    for (int32_t n = 0; n < count; n++)
        if (list[n] == number) return 1;
    return 0;
}

static int time_level(int32_t least, int32_t typical, const Asked *q) {
    if (q->concern) return 0;
    if (typical <= q->minutes) return typical * 15 >= q->minutes ? 15 : 10;
    if (least <= q->minutes) return typical <= 2 * q->minutes ? 14 : 12;
    return 9;
}

static int skill_level(uint64_t wanted, uint64_t required, const Asked *q) {
    if (q->concern || !wanted || required & q->lacks) return 0;
    if (!(wanted & q->skills)) return 3;
    int sum = required ? 7 : 5;
    for (int32_t n = 0; n < q->worths; n++)
        sum += q->worth[n] * __builtin_popcountll(wanted & q->worth_of[n]);
    return sum < 15 ? sum : 15;
}

static int role_level(const Columns *c, long i, const Asked *q) {
    uint64_t made = c->made[i], roles = c->roles[i], reaches = made | roles;
    int made_for = (made & q->named) != 0, is_free = !q->concern && !q->asked;
    if (c->addressed[i] & q->wider) return 0;
    if (c->required[i] & q->lacks) return is_free && made_for && !c->concern[i] ? 6 : 0;
    if (!q->concern) {
        if (c->report[i] && (made_for || q->signs)) return 12;
        if (is_free && !q->named && c->everybody[i]) return 10;
        if (is_free && q->work && c->duty[i]) return 10;
        if (c->concern[i]) {
            if (c->report[i]) return 0;
            if (made_for && c->topics[i] & q->close) return 13;
            return reaches & q->wider ? 4 : 0;
        }
    }
    if (made_for) return is_free ? q->by_audience[c->audience[i]] : 12;
    if (c->only[i]) return c->unsaid[i] ? 10 : 2;
    if (roles & q->named) return 8;
    if (made & q->wider) return 5;
    if (roles & q->wider) return 4;
    if (q->professional ? c->learns[i] : c->welcomes[i]) return 3;
    return !q->named && reaches & q->everybody ? 3 : 0;
}

static int topic_level(uint64_t topics, int report, const Asked *q) {
    uint64_t asked = topics & q->asked;
    uint64_t work = report || q->concern ? 0 : q->work, young = report || q->concern ? 0 : q->young;
    if (asked & ~q->awareness) {
        if (asked == topics) return 15;
        if (2 * __builtin_popcountll(asked) >= __builtin_popcountll(topics)) return 12;
    }
    if (asked) return 8;
    if ((topics & work && !(topics & ~work)) || (topics & young && !(topics & ~young))) return 7;
    if (topics & q->near) return 6;
    if (topics & (work | young)) return 4;
    return !q->concern && topics && !(topics & ~q->general) ? 3 : 0;
}

static int kind_level(const Columns *c, long i, const Asked *q) {
    int level = c->level[i];
    if (!q->concern) return c->addressed[i] & q->wider ? 0 : level;
    if (!c->concern[i] || !(c->topics[i] & ~q->general)) return level;
    if (c->topics[i] & q->about || c->made[i] & q->named) return level;
    return level > 4 ? level - 4 : 0;
}

int query(long size, const Columns *c, const Asked *q, int most, uint64_t *found) {
    int count = 0;
    uint64_t worst = 0;
    uint8_t modes = q->modes && !q->concern ? q->modes : 255;
    uint8_t cost = q->concern ? 255 : q->cost, risk = q->concern ? 255 : q->risk;
    for (long from = 0; from < size; from += BLOCK) {
        long to = from + BLOCK < size ? from + BLOCK : size;
        uint8_t open[BLOCK];
        for (long i = from; i < to; i++)
            open[i - from] = !c->retired[i] & ((c->ages[i] & q->age) != 0)
                & ((c->modes[i] & modes) != 0) & (c->cost[i] <= cost) & (c->risk[i] <= risk);
        for (long i = from; i < to; i++) {
            if (!open[i - from]) continue;
            int here = q->here[c->region[i]];
            if (!here) continue;
            if (c->only[i] && !(c->only[i] & (q->named | q->wider | q->anyone))) continue;
            if (q->concern) {
                if (!c->suits[i]) continue;
            } else if (c->least[i] > q->minutes && !(q->recurring && (c->ongoing[i]
                       || (c->parts[i] && c->least[i] <= q->parts * q->minutes)))) continue;
            if (c->after[i] >= 0 && !among(c->after[i], q->done, q->dones)) continue;
            if (among(c->number[i], q->hidden, q->hiddens)) continue;
            uint64_t score = q->time[time_level(c->least[i], c->typical[i], q)]
                + q->skill[skill_level(c->wanted[i], c->required[i], q)]
                + q->role[role_level(c, i, q)]
                + q->topic[topic_level(c->topics[i], c->concern[i], q)]
                + q->place[here == 2 ? 15 : 8]
                + q->kind[kind_level(c, i, q)]
                + q->start[q->concern || q->dones ? 0 : c->start[i]];
            uint64_t key = score << 32 | (0xffffffffu - (uint32_t)c->number[i]);
            if (count == most && key <= worst) continue;
            int at = count < most ? count++ : most - 1;
            for (; at > 0 && found[at - 1] < key; at--) found[at] = found[at - 1];
            found[at] = key;
            worst = found[count - 1];
        }
    }
    return count;
}
