/* What ->direct_access() and its users need of the kernel. */
#define NULL ((void *)0)
#define PAGE_SHIFT 12
#define EXPORT_SYMBOL(sym)                                                     \
	extern typeof(sym) sym;                                                \
	static const unsigned long ksymtab_##sym                               \
		__attribute__((used)) = (unsigned long)&sym

typedef unsigned long long phys_addr_t;
typedef unsigned long long sector_t;

struct page;
extern struct page *mem_map_of(unsigned long pfn);
extern unsigned long number_of(struct page *page);
#define page_to_pfn(page) number_of(page)
#define pfn_to_page(pfn) mem_map_of(pfn)
#define PFN_PHYS(pfn) ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define PFN_DOWN(x) ((x) >> PAGE_SHIFT)
extern phys_addr_t virt_to_phys(void *address);

typedef struct {
	unsigned long val;
} __pfn_t;
extern __pfn_t page_to_pfn_t(struct page *page);
extern __pfn_t dev_phys_to_pfn_t(phys_addr_t addr);
extern struct page *__pfn_t_to_page(__pfn_t pfn);
extern phys_addr_t __pfn_t_to_phys(__pfn_t pfn);
extern unsigned long __pfn_t_to_pfn(__pfn_t pfn);

struct block_device;
struct vm_area_struct;
extern int vm_insert_mixed(struct vm_area_struct *vma, unsigned long addr,
			   unsigned long pfn);
