// What a catalogue of products knows. In a CRM these are records, and being under additional monitoring is one of their fields.

export const PRODUCTS = [
  { id: 'P-CARDIO-1', name: 'Cardio tablets', underMonitoring: false },
  { id: 'P-CARDIO-2', name: 'Cardio infusion', underMonitoring: true },
  { id: 'P-RENAL-1', name: 'Renal capsules', underMonitoring: false },
]

export const productName = (id) => PRODUCTS.find((product) => product.id === id)?.name ?? id
