/** The version of chaostoolkit-lib whose behaviour and journal this engine has. */
export const compatibleVersion = '1.45.1';
