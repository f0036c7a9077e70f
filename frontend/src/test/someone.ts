/** A person for tests, here and in `e2e`. */
import type { Session } from '@/lib/session'

export const someone: Session = {
  account: {
    id: 'a',
    login: 'lan',
    full_name: 'Trần Thị Lan',
    must_change_password: false,
    totp_enabled: false,
  },
  person_id: 'p',
  ward: { id: 1, code: '00001', name: 'Phường Hoa Mai', province: 'Tỉnh Hoa' },
  wards: [],
  units: [{ id: 'u', name: 'Khu phố 1', kind: 'khu_pho' }],
  roles: ['unit_lead'],
  permissions: ['assignment:read'],
  gives_roles: [],
  notices: [],
}
