# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Macros: those that read, store, hand on, repeat, throw away, stringify and
paste their arguments, and those that are only part of an expression.

Each has a definition, the kind of expression that a call is, and a function
that makes a call. Bodies without parentheses are meant: what a call means
depends on what it is given, and a careless edit of the body changes that.
"""

from expressions import ANY, ASSIGNMENT, BINARY, COMMA, CONDITIONAL, PRIMARY, UNARY, Expr, R, T, W, X, beside

ONCE = ANY
TWICE = R | T | W  # an argument that is evaluated twice must not move `cur`


def use(gen, form, kind, effects, prec=PRIMARY, allowed=ONCE, level=ASSIGNMENT):
    """A call with one argument of that kind."""
    def make(allow, depth):
        gen.in_macro += 1
        one = gen.make(kind, allow & allowed, depth)
        gen.in_macro -= 1
        return Expr(form % gen.wrap(one, level), one.effects | effects, prec)
    return (4, effects, make, False)


def plain(form, effects, prec=PRIMARY):
    return (4, effects, lambda allow, depth: Expr(form, effects, prec), True)


def trap(gen, name):
    """A call of a macro whose body is `b->bv_page`, with an argument that the
    arrow does not apply to as a whole."""
    def make(allow, depth):
        gen.in_macro += 1
        base = gen.wrap(gen.make("vecp", allow & ~X, depth), PRIMARY)
        gen.in_macro -= 1
        form, prec = gen.rng.choice([
            ("%s", PRIMARY), ("%s", PRIMARY), ("tr(1) ? p0 : %s", CONDITIONAL), ("(struct page *)%s", UNARY),
            ("*&%s", UNARY), ("p0, %s", COMMA), ("p0 ?: %s", CONDITIONAL)])
        if prec == COMMA:
            form, prec = "(p0, %s)" % "bv", PRIMARY
            return Expr(f"{name}({form})", R, PRIMARY)
        return Expr(f"{name}({form % base})", R | T | W & allow, prec)
    return (5, R | T, make, False)


def readers(gen):
    """(definition, kind, production) of macros that are expressions."""
    return [
        ("#define PG@(b) ((b)->bv_page)", "page", use(gen, "PG@(%s)", "vecp", R)),
        ("#define PGV@(v) ((v).bv_page)", "page", use(gen, "PGV@(%s)", "vec", R)),
        ("#define PGV2@(v) (v).bv_page", "page", use(gen, "PGV2@(%s)", "vecv", R)),
        ("#define RAW@(b) b->bv_page", "page", trap(gen, "RAW@")),
        ("#define RAW2@(b) b->bv_page", "page", use(gen, "RAW2@(%s)", "vecp", R, level=PRIMARY)),
        ("#define AT@(i) (vecs[i].bv_page)", "page", use(gen, "AT@((%s) & 3)", "number", R)),
        ("#define PGG@(b) ({ struct bio_vec *b_ = (b); trp(b_->bv_page); })", "page",
         use(gen, "PGG@(%s)", "vecp", R | T)),
        ("#define ID@(p) ((p) ? (p)->id : -1)", "number", use(gen, "ID@(%s)", "page", R, allowed=TWICE)),
        ("#define BOTH@(p) (trp(p), trp(p))", "page", use(gen, "BOTH@(%s)", "page", T, allowed=TWICE)),
        ("#define ZERO@(p) ((void)0, 2)", "number", use(gen, "ZERO@(%s)", "page", 0, allowed=R)),
        ("#define NAMED@(p) (tr(sizeof(#p) > 1), (p))", "page", use(gen, "NAMED@(%s)", "page", T)),
        ("#define NAME@(p) ((int)(sizeof(#p) > 1))", "number", use(gen, "NAME@(%s)", "page", 0)),
        ("#define SEL@(b, f) ((b)->f)", "page", use(gen, "SEL@(%s, bv_page)", "vecp", R)),
        ("#define CAT@(b, f) ((b)->bv_##f)", "page", use(gen, "CAT@(%s, page)", "vecp", R)),
        ("#define FIELD@ bv_page", "page", use(gen, "%s->FIELD@", "vecp", R, level=PRIMARY)),
        ("#define TAIL@ ->bv_page", "page", use(gen, "%s TAIL@", "vecp", R, level=PRIMARY)),
        ("#define CUR@ vecs[2]", "vec", plain("CUR@", 0)),
        ("#define NEXT@ vecs + 2", "vecp", plain("NEXT@", 0, BINARY)),
        ("#define EITHER@ box->u.raw[0] ? &vecs[1] : &vecs[2]", "vecp", plain("EITHER@", R, CONDITIONAL)),
        ("#define THIS@ bv->bv_page", "page", plain("THIS@", R)),
        ("#define SAME@(x) (x)", "page", use(gen, "SAME@(%s)", "page", 0)),
        ("#define HAND@(x) HAND2_@(x)\n#define HAND2_@(x) x", "page", use(gen, "HAND@(%s)", "page", 0, level=PRIMARY)),
        ("#define VARGS@(...) (__VA_ARGS__)", "page", use(gen, "VARGS@(tr(4), %s)", "page", T)),
        ("#define TEMP@(p) ({ typeof(p) p_ = (p); p_; })", "page", use(gen, "TEMP@(%s)", "page", 0)),
        ("#define ENTRY@(i) (&vecs[(i) & 3])", "vecp", use(gen, "ENTRY@(%s)", "number", 0)),
        ("#define PFN@(b) page_to_pfn((b)->bv_page)", "number",
         use(gen, "(int)(PFN@(%s) & 7)", "vecp", R)),
        ("#define TEST@(b) ((b)->bv_page && (b)->bv_page->id > 2)", "number",
         use(gen, "TEST@(%s)", "vecp", R, allowed=TWICE)),
        ("#define OR@(a) (a)->bv_page ?: p0", "page", use(gen, "OR@(%s)", "vecp", R, CONDITIONAL)),
        ("#define NOT@(v) !v.bv_page", "number", use(gen, "NOT@(%s)", "vec", R, UNARY, level=PRIMARY)),
        ("#define DEREF@(pp) (*pp)->bv_page", "page", plain("DEREF@(pp)", R)),
        ("#ifdef CONFIG_A\n#define WAY@(b) (b)->bv_page\n#else\n#define WAY@(b) (trp((b)->bv_page))\n#endif", "page",
         use(gen, "WAY@(%s)", "vecp", R | T)),
    ]


def in_macro(gen, kind, allow=ANY):
    """The text of an argument."""
    gen.in_macro += 1
    one = gen.make(kind, allow, 2)
    gen.in_macro -= 1
    return gen.wrap(one, ASSIGNMENT)


def two(gen, form, first, second, both=ONCE, level=ASSIGNMENT):
    """A statement with two arguments that no order joins."""
    def make():
        gen.in_macro += 1
        a = gen.make(first, both) if first != "field" else gen.lvalue(both, 3)
        allow = both & beside(a.effects, gen.loose)
        b = gen.make(second, allow & ~X) if second != "field" else gen.lvalue(allow & ~X, 3)
        gen.in_macro -= 1
        return form % (gen.wrap(a, level), gen.wrap(b, ASSIGNMENT))
    return make


def storers(gen):
    """(definition, function that makes a statement)."""
    return [
        ("#define SET@(b, p) ((void)((b)->bv_page = (p)))", two(gen, "SET@(%s, %s);", "vecp", "page")),
        ("#define SETV@(v, p) (v).bv_page = (p)", two(gen, "SETV@(%s, %s);", "vec", "page")),
        ("#define SETR@(b, p) b->bv_page = p", two(gen, "SETR@(%s, %s);", "vecp", "page", level=PRIMARY)),
        ("#define SETDO@(b, p) do { (b)->bv_page = (p); } while (0)", two(gen, "SETDO@(%s, %s);", "vecp", "page")),
        ("#define SETX@(b, p) (b)->bv_page = (p), tr(6)", two(gen, "SETX@(%s, %s);", "vecp", "page")),
        ("#define ASG@(l, p) l = p", two(gen, "ASG@(%s, %s);", "field", "page", level=PRIMARY)),
        ("#define EQ@ =", two(gen, "%s EQ@ %s;", "field", "page", level=PRIMARY)),
        ("#define LIST@ mk(1), tr(3)", lambda: gen.lvalue(R, 2).text + " = LIST@;"),
        ("#define SUM@ p0 + 1", lambda: gen.lvalue(R | T | X, 2).text + " = SUM@;"),
        ("#define SWAP@(a, b) do { struct page *t_ = (a)->bv_page; (a)->bv_page = (b)->bv_page; "
         "(b)->bv_page = t_; } while (0)", two(gen, "SWAP@(%s, %s);", "vecp", "vecp", R | T)),
        ("#define COPY@(a, b) (a)->bv_page = (b)->bv_page", two(gen, "COPY@(%s, %s);", "vecp", "vecp")),
        ("#define INIT@(p) { .bv_page = (p), .bv_len = 1 }",
         lambda: "{ struct bio_vec in_ = INIT@(%s); dump(&in_, 1); }" % in_macro(gen, "page")),
        ("#define DROP@(p) do { } while (0)", lambda: "DROP@(%s);" % in_macro(gen, "page", R)),
        ("#define WHEN@(c, p) if (c) trp(p)",
         lambda: "WHEN@(tr(1), %s);" % in_macro(gen, "page")),
        ("#define EACH@(b) for ((b) = vecs; (b) < vecs + 3; (b)++)",
         lambda: "{ struct bio_vec *each; EACH@(each) trp(each->bv_page); }"),
        ("#define EACHV@(v, k) for ((k) = 0; (k) < 3 && (((v) = vecs[k]), 1); (k)++)",
         lambda: "{ struct bio_vec each; EACHV@(each, n) { trp(each.bv_page); each.bv_page = p0; } }"),
        ("#define UNTIL@(b) while ((b)->bv_page != p0 && tr(7) && n-- > 0)",
         lambda: "n = 3; UNTIL@(%s) tr(n);" % in_macro(gen, "vecp", R | T)),
    ]


def choose(gen, rng):
    """Gives \\p gen some macros. Returns their definitions and the statements
    that some make possible."""
    definitions, statements = [], []
    for definition, kind, production in rng.sample(readers(gen), rng.randint(2, 4)):
        definitions.append(definition)
        gen.macros.setdefault(kind, []).append(production)
    for definition, make in rng.sample(storers(gen), rng.randint(1, 3)):
        definitions.append(definition)
        statements.append(make)
    return definitions, statements
