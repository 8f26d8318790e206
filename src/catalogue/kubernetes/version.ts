/** The version of chaostoolkit-kubernetes whose activities the catalogue has. */
export const nativeVersion = '0.39.0';
