/* What comes before main and what ends it, on a Cortex-M whose loader has filled its RAM. */
#include "semihosting.h"
#include <stdint.h>

extern uint32_t bss_start[], bss_end[], stack_top[];
int main(void);

/* Arm Semihosting for AArch32 and AArch64, 5. */
enum { SYS_WRITE0 = 0x04, SYS_EXIT = 0x18, APPLICATION_EXIT = 0x20026 };

static void semihost(uint32_t operation, uint32_t argument) {
  register uint32_t r0 __asm__("r0") = operation;
  register uint32_t r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void print(const char *text) { semihost(SYS_WRITE0, (uint32_t)text); }

void print_number(int number) {
  char digits[12];
  char *at = digits + sizeof digits - 1;
  unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
  *at = 0;
  do *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (number < 0) *--at = '-';
  print(at);
}

void reset(void);
void reset(void) {
  for (uint32_t *at = bss_start; at < bss_end; at++) *at = 0;
  main();
  semihost(SYS_EXIT, APPLICATION_EXIT);
  for (;;) { }
}

static void fault(void) {
  print("fault\n");
  semihost(SYS_EXIT, 0);
  for (;;) { }
}

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {stack_top, reset, fault, fault};
