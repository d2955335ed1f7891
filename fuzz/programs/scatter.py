# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Addresses and frame numbers of scatterlist entries, for the rules sg-*."""


class Scatter:
    def __init__(self, rng):
        self.rng = rng

    def entry(self, pure=True):
        plain = ["sg", "&sgl[1]", "&sgl[i & 3]", "sgl + 2", "sgl", "(sg)", "(sg + 1)", "&(*sg)"]
        return self.rng.choice(plain if pure else plain + ["nsg(1)", "(tr(5), sg)", "&sgl[i++ & 3]"])

    def member(self, entry, name):
        if entry.startswith("&") and self.rng.random() < 0.7:
            return entry[1:] + "." + name
        if entry.isalnum() or entry.startswith("("):
            return entry + "->" + name
        return "(" + entry + ")->" + name

    def statement(self):
        same = self.rng.random() < 0.85
        entry = self.entry(pure=self.rng.random() < 0.85)
        if "nsg" in entry or "tr(" in entry or "++" in entry:
            other = "sg" if "++" in entry else self.entry()
            return self.rng.choice([
                "trp(sg_page(%s));", "trl(page_to_phys(sg_page(%s)));", "trl(page_to_pfn(sg_page(%s)));",
                "trl(page_to_pfn(sg_page(%s)) << PAGE_SHIFT);",
                "trl(page_to_phys(sg_page(%s)) + " + self.member(other, "offset") + ");",
                "trl((char *)page_address(sg_page(%s)) - memory);"]) % entry
        offset = self.member(entry if same else self.entry(), "offset")
        p, o = f"sg_page({entry})", offset
        r = self.rng
        phys = f"page_to_phys({p})"
        forms = [
            f"trl({phys} + {o});", f"trl({o} + {phys});", f"trl({phys});", f"trl({phys} | 3);",
            f"trl((unsigned int){phys} + {o});", f"trl((unsigned int)({phys} + {o}));", f"trl((dma_addr_t){phys} + {o});",
            f"trl({phys} + 64 + {o});", f"trl({phys} - {o});", f"trl({phys} + ({o} & ~7));", f"trl(3 * {phys} + {o});",
            f"trl({phys} + {o} * 2);", f"trl(({phys}) + ({o}));", f"trl({phys} >> 3);", f"trl(-{phys} + {o});",
            f"trl(page_to_pfn({p}));", f"trl(page_to_pfn({p}) << PAGE_SHIFT);", f"trl((u64)page_to_pfn({p}) << PAGE_SHIFT);",
            f"trl((page_to_pfn({p}) << PAGE_SHIFT) + {o});", f"trl((u32)page_to_pfn({p}) << PAGE_SHIFT);",
            f"trl(page_to_pfn({p}) << 3);", f"trl(page_to_pfn({p}) + {o});", f"trl((int)page_to_pfn({p}));",
            f"trl((char *)page_address({p}) + {o} - memory);", f"trl((char *)(page_address({p}) + {o}) - memory);",
            f"trl((char *)page_address({p}) - memory);", f"trl((unsigned long)page_address({p}) + {o} - (unsigned long)memory);",
            f"trl((char *)({o} + page_address({p})) - memory);",
            f"trp({p});", f"trp({p} + 1);", f"tr({p}->id);", f"tr({p} != 0);", f"q = {p};", f"trl(sizeof({p}));",
            f"trl({phys} + {o}++);", f"trl(({o} += 4, {phys} + {o}));", f"trl({phys} == {o});",
            f"trl(page_to_phys(pfn_to_page(page_to_pfn({p}))) + {o});",
            f"trl(tr(1) ? {phys} + {o} : {phys});", f"tr((unsigned short)({phys} + {o}));",
            f"{{ u32 low = {phys} + {o}; trl(low); }}", f"{{ u64 sum = 1; sum += {phys} + {o}; trl(sum); }}",
            f"{{ u64 sum = 1; sum = sum - {phys} + {o}; trl(sum); }}", f"trl({o} + {phys} + {o});",
        ]
        return r.choice(forms)
