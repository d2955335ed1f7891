# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements around the expressions, each a list of lines."""

from expressions import ANY, ASSIGNMENT, BINARY, CONDITIONAL, UNARY, R, T, beside


class Statements:
    def __init__(self, gen, rng, macro_statements, scatter):
        self.gen, self.rng = gen, rng
        self.macro_statements = macro_statements
        self.scatter = scatter
        self.labels = 0
        self.table = [
            (6, self.told), (8, self.store), (2, self.number), (2, self.branch), (2, self.loop), (1, self.switch),
            (1, self.jump), (1, self.declared), (1, self.moved), (1, self.addressed), (1, self.copied),
            (1, self.configured), (1, self.other), (1, self.text), (1, self.bare), (1, self.in_clause),
            (1, self.nulled), (1, self.chained), (1, self.conditional), (1, self.register), (1, self.touching),
            (1, self.constant), (1, self.shadowed), (1, self.spare), (3, self.entry),
        ]

    def block(self, depth, count):
        lines = []
        for _ in range(count):
            lines += self.one(depth)
        return lines

    def one(self, depth):
        if self.macro_statements and self.rng.random() < 0.2:
            return ["\t" + self.rng.choice(self.macro_statements)()]
        weights = [one[0] for one in self.table]
        return self.rng.choices(self.table, weights)[0][1](depth)

    def repeated(self, depth, count):
        """The same for code that runs more than once: `cur` stays in its array."""
        kept, self.gen.cursor = self.gen.cursor, 0
        lines = ["\t" + line for line in self.block(depth, count)]
        self.gen.cursor = kept
        return lines

    def page(self, allow=ANY):
        return self.gen.wrap(self.gen.make("page", allow), ASSIGNMENT)

    def condition(self):
        one = self.gen.make(self.rng.choice(["page", "number"]))
        return one.text

    def told(self, depth):
        return [f"\ttrp({self.page()});"]

    def number(self, depth):
        return [f"\ttr({self.gen.wrap(self.gen.make('number'), ASSIGNMENT)});"]

    def assignment(self, allow=ANY):
        """`field = page`, as the text of an expression."""
        target = self.gen.lvalue(allow, 3)
        # What is stored to must not be what the other side reads or moves.
        value = self.gen.make("page", allow & beside(target.effects, self.gen.loose))
        sign = self.rng.choice([" = "] * 8 + ["=", " =\n\t\t", "\n\t\t= ", " = /* to */ ", " /* bv_page */ = "])
        if self.gen.in_macro:
            sign = " = "
        text = target.text + sign + self.gen.wrap(value, CONDITIONAL + self.rng.randint(0, 1))
        return text

    def store(self, depth):
        return [f"\t{self.assignment()};"]

    def bare(self, depth):
        return [f"\t{self.rng.choice(['', '(void)'])}({self.assignment()});"]

    def branch(self, depth):
        form = self.rng.randint(0, 3)
        if form == 0 or depth <= 0:
            return [f"\tif ({self.condition()})", f"\t\t{self.assignment()};", "\telse", f"\t\t{self.assignment()};"]
        if form == 1:
            return [f"\tif ({self.condition()}) {self.assignment()}; else trp({self.page()});"]
        return ([f"\tif ({self.condition()}) {{"] + ["\t" + one for one in self.block(depth - 1, 2)] + ["\t} else {"] +
                ["\t" + one for one in self.block(depth - 1, 1)] + ["\t}"])

    def loop(self, depth):
        if depth <= 0:
            return self.told(depth)
        body = self.repeated(depth - 1, self.rng.randint(1, 2))
        name = f"l{self.fresh()}"
        kept, self.gen.cursor = self.gen.cursor, 0
        heads = [
            (f"\tfor (int {name} = 0; {name} < 2; {name}++) {{", "\t}"),
            (f"\tint {name} = 2;\n\twhile ({name}-- > 0 && ({self.condition()}, 1)) {{", "\t}"),
            (f"\tint {name} = 2;\n\tdo {{", f"\t}} while (--{name} > 0 && ({self.page()}) != 0);"),
            (f"\tint {name} = 0;\n\tfor ({self.assignment()}; {name} < 2; {name}++, {self.assignment()}) {{", "\t}"),
        ]
        self.gen.cursor = kept
        head, tail = self.rng.choice(heads)
        return ["\t{"] + ["\t" + head] + ["\t" + one for one in body] + ["\t" + tail, "\t}"]

    def fresh(self):
        self.labels += 1
        return self.labels

    def switch(self, depth):
        lines = [f"\tswitch ({self.gen.wrap(self.gen.make('number'), UNARY)} & 3) {{", "\tcase 0:", f"\t\t{self.assignment()};",
                 "\t\tbreak;", "\tcase sizeof(lv.bv_page) - 7:(bv)->bv_page = p0;", "\tcase 2:"]
        return lines + [f"\t\ttrp({self.page()});", "\tdefault:", f"\t\t{self.assignment()};", "\t}"]

    def jump(self, depth):
        name = self.rng.choice(["bv_page", "again"]) + str(self.fresh())
        kept, self.gen.cursor = self.gen.cursor, 0
        lines = ["\tn = 2;", f"{name}:", f"\t{self.assignment()};", f"\tif (n-- > 0 && ({self.page()}))", f"\t\tgoto {name};"]
        self.gen.cursor = kept
        return lines

    def declared(self, depth):
        name = f"v{self.fresh()}"
        form = self.rng.choice([
            "struct bio_vec {n} = {{ .bv_page = {p}, .bv_len = 2 }};", "struct bio_vec {n} = {{ {p}, 2, 3 }};",
            "struct bio_vec {n}[2] = {{ [1] = {{ .bv_page = {p} }}, [0].bv_page = p0 }};",
            "struct box o_ = {{ .bv = {{ .bv_page = {p} }}, .arr[1].bv_page = p0 }}; struct bio_vec {n} = o_.bv;",
            "struct bio_vec {n} = {{ bv_page: {p} }};",
            "struct bio_vec {n} = *bv; {n}.bv_page = {p};"])
        return ["\t{ " + form.format(n=name, p=self.page(R | T)) + f" dump(&{name}, 1); }}"]

    def moved(self, depth):
        text = self.gen.lvalue(R & 0, 1).text
        first, second = self.rng.choice([("%s++", "%s--"), ("++%s", "--%s"), ("%s += 1", "%s -= 1")])
        return [f"\t{first % text}; trp({text}); {second % text};"]

    def addressed(self, depth):
        return [f"\t{{ struct page **a_ = &{self.gen.lvalue(ANY, 2).text}; trp(*a_); *a_ = {self.page(T)}; }}"]

    def copied(self, depth):
        a, b = self.gen.pair("vec", "vec", R, 2)
        return [f"\t{a.text} = {b.text};"]

    def configured(self, depth):
        name = self.rng.choice(["CONFIG_A", "CONFIG_B", "CONFIG_NEVER"])
        kept = self.gen.cursor
        lines = [f"#ifdef {name}"] + self.block(0, 1) + ["#else"] + self.block(0, 1) + ["#endif"]
        self.gen.cursor = min(self.gen.cursor, kept)
        return lines

    def other(self, depth):
        """Another struct with a field of that name."""
        return ["\tother.bv_page += 3; tr(other.bv_page); tr(other.page.bv_page[0]);"]

    def text(self, depth):
        return [self.rng.choice(["\t/* bv->bv_page = NULL; */", "\t// the bv_page of bv", "\ttr(sizeof(\"bv->bv_page\"));",
                                 "\ttr(sizeof(\"\\\"bv_page\\\"\" \" bv_page\"));", "\ttr('bv_p' == 3);"])]

    def in_clause(self, depth):
        return [f"\ttr(1), {self.assignment(R | T)}, tr(2);"]

    def nulled(self, depth):
        text = self.gen.lvalue(0, 1).text
        return [f"\t{text} = NULL;", f"\ttr(!{text}); trp({text} ?: p0);", f"\t{text} = {self.page(T)};"]

    def chained(self, depth):
        a, b = self.gen.lvalue(0, 1), self.gen.lvalue(0, 1)
        return [f"\t{a.text} = {b.text} = {self.page(T)};"]

    def conditional(self, depth):
        form = self.rng.choice(["\t%s ? (%s) : (%s);", "\t%s ? (void)(%s) : (void)(%s);"])
        head = self.gen.wrap(self.gen.make("number"), BINARY)
        if self.rng.random() < 0.5:
            return [f"\t{head} && ({self.assignment()});"]
        return [form % (head, self.assignment(), self.assignment())]

    def register(self, depth):
        return [f"\t{{ register struct bio_vec r_ = lv; r_.bv_page = {self.page()}; trp(r_.bv_page); }}"]

    def touching(self, depth):
        """Keywords that only a parenthesis keeps apart from what follows."""
        return [self.rng.choice([
            f"\tif (tr(2))(bv)->bv_page = {self.page(T)}; else(bv)->bv_page = p0;",
            f"\tdo(*bv).bv_page = {self.page(T)}; while(0);", "\ttr(sizeof(bv)->bv_page);",
            "\ttr(!(bv)->bv_page);", "\ttr(-pid((lv).bv_page));", "\tq = 0?p0:(bv)->bv_page;"])]

    def constant(self, depth):
        return [self.rng.choice([
            "\t{ static struct page **s_ = &vecs[1].bv_page; trp(*s_); }",
            "\t{ enum { E_ = offsetof(struct bio_vec, bv_page) }; tr(E_); }",
            "\t_Static_assert(sizeof(vecs[0].bv_page) == 8, \"bv_page\");",
            "\t{ char a_[sizeof(lv.bv_page)]; tr(sizeof(a_)); }",
            f"\t{{ int a_[1 + (pid({self.page(R | T)}) & 3)]; tr(sizeof(a_)); }}"])]

    def shadowed(self, depth):
        return [self.rng.choice([
            "\t{ int bvec_page = 3; trp(bv->bv_page); tr(bvec_page); }",
            "\t{ struct bv_page { int bv_page; } bv_page = { 4 }; tr(bv_page.bv_page); trp(bv->bv_page); }",
            "\t{ int bv_page = 2; tr(bv_page); lv.bv_page = p0; }"])]

    def spare(self, depth):
        return ["\ttrp(*(struct page **)bv); *(struct page **)&lv = p0;"]

    def entry(self, depth):
        return ["\t" + self.scatter.statement()]
