"""What answers each port in this installation: the one place to change when a system outside is connected."""

from onevisit.exchange import registers, treasury
from onevisit.exchange.ports import Courier, ELicences, Identity, SharedData
from onevisit.exchange.treasury_port import Payment

identity: Identity = registers.IdentityRegister()
shared_data: SharedData = registers.SharedRegister()
e_licences: ELicences = registers.LicenceRegister()
courier: Courier = registers.WaybillBook()
payment: Payment = treasury.TreasuryBook()
