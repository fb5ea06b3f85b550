"""What answers each port in this installation: the one place to change when a system outside is connected."""

from onevisit.exchange import registers
from onevisit.exchange.ports import Courier, ELicences, Identity, SharedData

identity: Identity = registers.IdentityRegister()
shared_data: SharedData = registers.SharedRegister()
e_licences: ELicences = registers.LicenceRegister()
courier: Courier = registers.WaybillBook()
