# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Expressions, with what they do.

C leaves the order of most operands open. An expression knows its effects, and
is only put beside others with which no order makes a difference; so the output
of a program is settled by the standard. In a loose program calls may stand in
any order, which compilers choose: what changes there is to be judged.
"""

from collections import namedtuple

# Effects: reads what may change, appends to the trace, writes in a function
# that is called, writes without a sequence point.
R, T, W, X = 1, 2, 4, 8
ANY = R | T | W | X

# How tightly the outermost operator binds.
PRIMARY, UNARY, BINARY, CONDITIONAL, ASSIGNMENT, COMMA = range(6)

Expr = namedtuple("Expr", "text effects prec")


def beside(effects, loose):
    """What may stand on the other side of an operator without an order."""
    allowed = ANY
    if loose:
        if effects & (R | W):
            allowed &= ~X
    else:
        if effects & T:
            allowed &= ~T
        if effects & (R | W | X):
            allowed &= ~(W | X)
        if effects & (W | X):
            allowed &= ~(R | W | X)
    if effects & X:
        allowed &= ~(R | W | X)
    return allowed


class Expressions:
    """Makes expressions of four kinds: pointers to entries (vecp), entries as
    lvalues (vec) or values (vecv), pages (page), and small numbers (number).

    Each production is (weight, least effects, function); it gets the effects
    that it may have and the depth that is left.
    """

    def __init__(self, rng, loose):
        self.rng = rng
        self.loose = loose
        self.cursor = 0  # how often `cur` may still be moved
        self.in_macro = 0  # no directives there
        self.macros = {}  # by kind: functions that make a use
        self.has_const = False
        self.tables = {
            "vecp": self.vecp_table(), "vec": self.vec_table(),
            "vecv": self.vecv_table(), "page": self.page_table(),
            "number": self.number_table(),
        }

    # Choosing

    def make(self, kind, allow=ANY, depth=3):
        table = self.tables[kind] + self.macros.get(kind, [])
        if depth <= 0:
            table = [one for one in table if one[3]]
        table = [one for one in table if one[1] & ~allow == 0]
        weights = [one[0] for one in table]
        for _ in range(8):
            made = self.rng.choices(table, weights)[0][2](allow, depth - 1)
            if made is not None and made.effects & ~allow == 0:
                return made
        return self.plain(kind)

    def plain(self, kind):
        return {"vecp": Expr("bv", 0, PRIMARY), "vec": Expr("(*bv)", 0, PRIMARY),
                "vecv": Expr("(*bv)", R, PRIMARY), "page": Expr("p0", 0, PRIMARY),
                "number": Expr("2", 0, PRIMARY)}[kind]

    def wrap(self, one, level):
        """The text, in parentheses if it binds less than \\p level, or by whim."""
        if one.prec > level or self.rng.random() < 0.06:
            return "(" + one.text + ")"
        return one.text

    def pair(self, first, second, allow, depth):
        """Two operands without an order."""
        a = self.make(first, allow, depth)
        b = self.make(second, allow & beside(a.effects, self.loose), depth)
        return a, b

    # The field

    def gap(self):
        if self.rng.random() < 0.85:
            return ""
        return self.rng.choice([" ", "\n\t\t", " /* bv_page */ ", "/**/", "\t", " // bv_page->\n\t\t",
                                " \\\n\t"] if not self.in_macro else [" ", "/* bv_page */"])

    def member(self, base, operator):
        name = "bv_page"
        if not self.in_macro and self.rng.random() < 0.01:
            name = "bv_pa\\\nge"
        return base + self.gap() + operator + self.gap() + name

    def field(self, allow, depth, kind="vec", reads=R):
        """The field of some entry; as an lvalue if reads is 0."""
        if kind == "vecv":
            one = self.make("vecv", allow, depth)
            text = self.member(self.wrap(one, PRIMARY), ".")
        elif self.rng.random() < 0.5:
            one = self.make("vecp", allow, depth)
            text = self.member(self.wrap(one, PRIMARY), "->")
        else:
            one = self.make("vec", allow, depth)
            text = self.member(self.wrap(one, PRIMARY), ".")
        return Expr(text, one.effects | reads, PRIMARY)

    def lvalue(self, allow, depth):
        return self.field(allow, depth, "vec", 0)

    def index(self, allow, depth, mask=3):
        if depth <= 0 or self.rng.random() < 0.4:
            return Expr(str(self.rng.randint(0, mask)), 0, PRIMARY)
        one = self.make("number", allow, depth)
        return Expr(self.wrap(one, UNARY) + " & " + str(mask), one.effects, BINARY)

    # Pointers to entries

    def vecp_table(self):
        r = self.rng
        return [
            (6, 0, lambda a, d: Expr("bv", 0, PRIMARY), True),
            (2, 0, lambda a, d: Expr("vecs + " + str(r.randint(0, 3)), 0, BINARY), True),
            (1, 0, lambda a, d: Expr("vecs", 0, PRIMARY), True),
            (2, R, lambda a, d: Expr("*pp", R, UNARY), True),
            (2, R, lambda a, d: Expr("tp", R, PRIMARY), True),
            (1, R, lambda a, d: Expr("pp[0]", R, PRIMARY), True),
            (1, R, lambda a, d: Expr("box->ptr", R, PRIMARY), True),
            (3, 0, self.indexed("&vecs[", "]", UNARY), False),
            (2, R, self.indexed("tab[", "]", PRIMARY, R), False),
            (3, T, self.indexed("at(", ")", PRIMARY, T), False),
            (1, T, self.indexed("ops.get(", ")", PRIMARY, T), False),
            (1, T, self.indexed("(*ops.get)(", ")", PRIMARY, T), False),
            (1, T, self.indexed("fns[1](", ")", PRIMARY, T), False),
            (1, T | R, self.indexed("next(", ")", PRIMARY, T | R | W), False),
            (2, 0, self.address, False), (2, 0, self.chosen("vecp"), False),
            (1, 0, self.sequence("vecp"), False), (1, 0, self.cast("struct bio_vec", "vecp"), False),
            (1, R, self.owner, False), (1, 0, self.container, False),
            (1, T, self.statement("vecp"), False), (2, X, self.moved, True),
            (1, X, self.kept("tp", "vecp"), False), (1, T, self.picked, False),
            (1, 0, self.parenthesised("vecp"), False),
        ]

    def indexed(self, before, after, prec, effects=0):
        def make(allow, depth):
            one = self.index(allow, depth)
            return Expr(before + one.text + after, one.effects | effects, prec)
        return make

    def address(self, allow, depth):
        one = self.make("vec", allow, depth)
        return Expr("&" + self.wrap(one, UNARY), one.effects, UNARY)

    def chosen(self, kind):
        def make(allow, depth):
            c = self.make("number", allow, depth)
            a, b = self.make(kind, allow, depth), self.make(kind, allow, depth)
            text = f"{self.wrap(c, BINARY)} ? {self.wrap(a, CONDITIONAL)} : {self.wrap(b, CONDITIONAL)}"
            if self.rng.random() < 0.05 and not self.in_macro:
                text = f"{self.wrap(c, BINARY)}\n#ifdef CONFIG_A\n\t\t? {self.wrap(a, BINARY)}\n#else\n\t\t? " \
                       f"{self.wrap(b, BINARY)}\n#endif\n\t\t: {self.wrap(b, BINARY)}"
            return Expr(text, c.effects | a.effects | b.effects, CONDITIONAL)
        return make

    def sequence(self, kind):
        def make(allow, depth):
            a = self.make(self.rng.choice(["number", "page"]), allow, depth)
            b = self.make(kind, allow, depth)
            return Expr(f"{self.wrap(a, ASSIGNMENT)}, {self.wrap(b, ASSIGNMENT)}", a.effects | b.effects, COMMA)
        return make

    def cast(self, type_name, kind):
        def make(allow, depth):
            one = self.make(kind, allow, depth)
            through = self.rng.choice(["", "(void *)"])
            return Expr(f"({type_name} *){through}{self.wrap(one, UNARY)}", one.effects, UNARY)
        return make

    def owner(self, allow, depth):
        one = self.make("page", allow, depth)
        return Expr(self.wrap(one, PRIMARY) + "->owner", one.effects | R, PRIMARY)

    def container(self, allow, depth):
        one = self.make("vec", allow, depth)
        return Expr(f"container_of(&{self.wrap(one, PRIMARY)}.bv_len, struct bio_vec, bv_len)", one.effects, PRIMARY)

    def statement(self, kind):
        def make(allow, depth):
            one = self.make(kind, allow, depth)
            return Expr("({ tr(%d); %s; })" % (self.rng.randint(20, 29), self.wrap(one, COMMA)), one.effects | T, PRIMARY)
        return make

    def moved(self, allow, depth):
        if self.cursor == 0:
            return None
        self.cursor -= 1
        text, prec = self.rng.choice([("cur++", PRIMARY), ("++cur", UNARY), ("cur += 1", ASSIGNMENT), ("cur++", PRIMARY)])
        return Expr(text, X | R, prec)

    def kept(self, variable, kind):
        def make(allow, depth):
            one = self.make(kind, allow & ~(R | W | X) | 0, depth)
            return Expr(f"{variable} = {self.wrap(one, ASSIGNMENT)}", one.effects | X, ASSIGNMENT)
        return make

    def picked(self, allow, depth):
        a, b = self.pair("vecp", "vecp", allow, depth)
        return Expr(f"pick({self.wrap(a, ASSIGNMENT)}, {self.wrap(b, ASSIGNMENT)})", a.effects | b.effects | T, PRIMARY)

    def parenthesised(self, kind):
        def make(allow, depth):
            one = self.make(kind, allow, depth)
            return Expr("(" + one.text + ")", one.effects, PRIMARY)
        return make

    # Entries

    def vec_table(self):
        table = [
            (3, 0, lambda a, d: Expr("lv", 0, PRIMARY), True),
            (2, 0, lambda a, d: Expr("box->bv", 0, PRIMARY), True),
            (1, 0, lambda a, d: Expr("box->u.bv", 0, PRIMARY), True),
            (1, 0, lambda a, d: Expr("box->n.in", 0, PRIMARY), True),
            (1, 0, lambda a, d: Expr("glob", 0, PRIMARY), True),
            (1, 0, lambda a, d: Expr("(*box).arr[1]", 0, PRIMARY), True),
            (4, 0, self.indexed("vecs[", "]", PRIMARY), False),
            (1, 0, self.swapped, False), (1, 0, self.grid, False),
            (1, 0, self.element("boxes[%s].bv", 1), False), (1, 0, self.element("boxes[1].arr[%s]", 1), False),
            (1, 0, self.element("flex.v[%s]", 1), False),
            (2, 0, self.pointee, False), (1, 0, self.zeroth, False),
            (1, 0, lambda a, d: Expr("packed.bv", 0, PRIMARY), True),
        ]
        return table

    def element(self, form, mask):
        def make(allow, depth):
            one = self.index(allow, depth, mask)
            return Expr(form % one.text, one.effects, PRIMARY)
        return make

    def swapped(self, allow, depth):
        one = self.index(allow, depth)
        return Expr(f"({one.text})[vecs]", one.effects, PRIMARY)

    def grid(self, allow, depth):
        a = self.index(allow, depth, 1)
        b = self.index(allow & beside(a.effects, self.loose), depth, 1)
        return Expr(f"grid[{a.text}][{b.text}]", a.effects | b.effects, PRIMARY)

    def pointee(self, allow, depth):
        one = self.make("vecp", allow, depth)
        return Expr("(*" + self.wrap(one, UNARY) + ")", one.effects, PRIMARY)

    def zeroth(self, allow, depth):
        one = self.make("vecp", allow, depth)
        return Expr(self.wrap(one, PRIMARY) + "[0]", one.effects, PRIMARY)

    def vecv_table(self):
        return [
            (1, R, self.indexed("cvecs[", "]", PRIMARY, 0), False),
            (1, 0, lambda a, d: Expr("(*cv)", 0, PRIMARY), True),
            (1, R, lambda a, d: Expr("vola", R, PRIMARY), True),
            (2, T, self.indexed("byval(", ")", PRIMARY, T | R), False),
            (1, T, self.indexed("boxval(", ").bv", PRIMARY, T | R), False),
            (1, T, self.indexed("boxval(", ").arr[1]", PRIMARY, T | R), False),
            (1, 0, self.literal, False), (1, R, self.sequence("vec"), False),
            (1, R, self.chosen("vec"), False),
        ]

    def literal(self, allow, depth):
        one = self.make("page", allow, depth)
        form = self.rng.choice(["(struct bio_vec){ .bv_page = %s, .bv_len = 3 }", "(struct bio_vec){ %s, 3, 4 }",
                                "((struct bio_vec[]){ { %s }, { p0 } })[0]", "(struct bio_vec){ bv_page: %s }"])
        # The commas in braces would end a macro's argument.
        return Expr("(" + form % self.wrap(one, ASSIGNMENT) + ")", one.effects, PRIMARY)

    # Pages

    def page_table(self):
        r = self.rng
        return [
            (12, R, lambda a, d: self.field(a, d), False),
            (3, R, lambda a, d: self.field(a, d, "vecv"), False),
            (2, 0, lambda a, d: Expr("p0", 0, PRIMARY), True),
            (2, 0, lambda a, d: Expr("&mem_map[%d]" % r.randint(0, 12), 0, UNARY), True),
            (1, R, lambda a, d: Expr("q", R, PRIMARY), True),
            (2, R, lambda a, d: Expr(r.choice(["bv->bv_page", "lv.bv_page", "cv->bv_page"]), R, PRIMARY), True),
            (3, T, self.call("trp(%s)", "page", T), False),
            (2, T, self.indexed("mk(", ")", PRIMARY, T), False),
            (1, T | W, self.indexed("mess(", ")", PRIMARY, T | W | R), False),
            (2, 0, self.chosen("page"), False), (1, 0, self.sequence("page"), False),
            (1, 0, self.cast("struct page", "page"), False),
            (1, X, self.kept("q", "page"), False), (1, R, self.through_address, False),
            (1, T, self.statement("page"), False), (1, R | X, self.stored, False),
            (1, 0, self.call("_Generic(%s, struct page *: trp, default: trp)(p0)", "page", T), False),
            (1, 0, self.call("__builtin_choose_expr(1, %s, 0)", "page", 0), False),
            (1, 0, self.call("pfn_to_page(page_to_pfn(%s))", "page", 0), False),
            (1, 0, self.elvis, False), (1, T, self.typed, False), (1, R, self.sub_page, False),
            (1, 0, self.parenthesised("page"), False),
        ]

    def call(self, form, kind, effects):
        def make(allow, depth):
            one = self.make(kind, allow, depth)
            text = self.wrap(one, ASSIGNMENT)
            gone = form.startswith("_Generic")
            return Expr(form % text, (0 if gone else one.effects) | effects, PRIMARY)
        return make

    def through_address(self, allow, depth):
        one = self.lvalue(allow, depth)
        return Expr("*&" + one.text, one.effects | R, UNARY)

    def stored(self, allow, depth):
        one = self.lvalue(allow & ~(R | W | X), depth)
        return Expr(f"{one.text} = {self.wrap(self.make('page', allow & ~(R | W | X | one.effects), depth), ASSIGNMENT)}",
                    X | R | one.effects | T & allow, ASSIGNMENT)

    def elvis(self, allow, depth):
        a, b = self.make("page", allow, depth), self.make("page", allow, depth)
        return Expr(f"{self.wrap(a, BINARY)} ?: {self.wrap(b, CONDITIONAL)}", a.effects | b.effects, CONDITIONAL)

    def typed(self, allow, depth):
        a, b = self.field(allow, depth), self.make("page", allow, depth)
        return Expr("({ typeof(%s) t_ = %s; tr(31); t_; })" % (a.text, self.wrap(b, ASSIGNMENT)), b.effects | T, PRIMARY)

    def sub_page(self, allow, depth):
        one = self.field(allow, depth)
        return Expr(f"{one.text} + 1 - 1", one.effects, BINARY)

    # Numbers

    def number_table(self):
        r = self.rng
        return [
            (3, 0, lambda a, d: Expr(str(r.randint(0, 3)), 0, PRIMARY), True),
            (2, R, lambda a, d: Expr("i", R, PRIMARY), True),
            (2, X, lambda a, d: Expr(*r.choice([("i++", R | X, PRIMARY), ("++i", R | X, UNARY), ("i--", R | X, PRIMARY)])), True),
            (2, T, lambda a, d: Expr("tr(%d)" % r.randint(0, 3), T, PRIMARY), True),
            (5, 0, self.call("pid(%s)", "page", 0), False), (3, 0, self.compared, False),
            (1, 0, self.negated, False), (2, 0, self.logical, False), (1, 0, self.chosen("number"), False),
            (1, 0, self.added, False), (1, 0, self.unevaluated, False),
            (1, 0, self.offset, True), (1, 0, self.page_id, False),
            (2, 0, self.call("(int)(page_to_pfn(%s) & 7)", "page", 0), False),
            (1, R, self.difference, False), (1, 0, self.call("likely(pid(%s) > 4)", "page", 0), False),
        ]

    def compared(self, allow, depth):
        a, b = self.pair("page", "page", allow, depth)
        sign = self.rng.choice(["==", "!=", "<", "-"])
        text = f"{self.wrap(a, UNARY)} {sign} {self.wrap(b, UNARY)}"
        return Expr(f"(int)({text})" if sign == "-" else text, a.effects | b.effects, UNARY if sign == "-" else BINARY)

    def negated(self, allow, depth):
        one = self.make("page", allow, depth)
        return Expr("!" + self.wrap(one, UNARY), one.effects, UNARY)

    def logical(self, allow, depth):
        a = self.make(self.rng.choice(["page", "number"]), allow, depth)
        b = self.make(self.rng.choice(["page", "number"]), allow, depth)
        return Expr(f"{self.wrap(a, UNARY)} {self.rng.choice(['&&', '||'])} {self.wrap(b, UNARY)}",
                    a.effects | b.effects, BINARY)

    def added(self, allow, depth):
        a, b = self.pair("number", "number", allow, depth)
        return Expr(f"{self.wrap(a, UNARY)} {self.rng.choice('+-^|')} {self.wrap(b, UNARY)}", a.effects | b.effects, BINARY)

    def unevaluated(self, allow, depth):
        one = self.field(ANY, depth)
        form = self.rng.choice(["(int)sizeof(%s)", "(int)sizeof *%s", "(int)sizeof(typeof(%s))",
                                "__builtin_types_compatible_p(typeof(%s), struct page *)"])
        return Expr(form % one.text, 0, UNARY)

    def offset(self, allow, depth):
        return Expr(self.rng.choice(["(int)offsetof(struct bio_vec, bv_page)",
                                     "(int)sizeof(((struct bio_vec *)0)->bv_page)",
                                     "(int)offsetof(struct box, bv.bv_page)"]), 0, UNARY)

    def page_id(self, allow, depth):
        one = self.make("page", allow, depth)
        return Expr(self.wrap(one, PRIMARY) + "->id", one.effects | R, PRIMARY)

    def difference(self, allow, depth):
        one = self.make("page", allow, depth)
        return Expr(f"(int)({self.wrap(one, UNARY)} - mem_map)", one.effects, UNARY)
