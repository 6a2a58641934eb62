/* A terminal by way of the debugger, or of QEMU. */
void print(const char *text);
void print_number(int number);
