// Machine instructions that WebAssembly lacks; the ahead-of-time compiler lowers each call to the instruction.
// Loads and stores through these are volatile: never moved, merged or dropped.
@external('mcu', 'load32') export declare function load32(address: usize): u32;


@external('mcu', 'load8') export declare function load8(address: usize): u32;


@external('mcu', 'store32') export declare function store32(address: usize, value: u32): void;


@external('mcu', 'store8') export declare function store8(address: usize, value: u32): void;


@external('mcu', 'wfe') export declare function wfe(): void;


@external('mcu', 'wfi') export declare function wfi(): void;


@external('mcu', 'sev') export declare function sev(): void;


@external('mcu', 'cpsid') export declare function disable_interrupts(): void;


@external('mcu', 'cpsie') export declare function enable_interrupts(): void;


@external('mcu', 'getMsp') export declare function stack_pointer(): usize;


@external('mcu', 'setMsp') export declare function set_stack_pointer(address: usize): void;
/** Branches to a code address (bit 0 set) without arguments. */
@external('mcu', 'call') export declare function call(address: usize): void;
