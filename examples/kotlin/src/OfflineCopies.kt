import java.io.File
import java.security.SecureRandom
import java.time.Instant
import kam.AccountPlan
import kam.Act
import kam.ConfigurationFile
import kam.FieldDraft
import kam.ObjectKind
import kam.Person
import kam.RoleInUnit
import kam.openConfiguration

private val manager = Person("u7", roles = listOf(RoleInUnit("key_account_manager", "DK-East")))
private val lead = Person("u1", roles = listOf(RoleInUnit("country_lead", "DK")))

/** Personal values are digested with it, so it is another one for each change and cannot be guessed. */
private fun salt() = ByteArray(16).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }

private fun at(time: String): Instant = Instant.parse("2026-02-02T$time:00Z")

private fun act(time: String, person: Person = manager, reason: String? = null) = Act(person, at(time), reason = reason, salt = salt())

private fun fields(vararg given: Pair<String, String>) = given.map { (name, text) -> FieldDraft(name, text) }

private fun say(where: String, plan: AccountPlan) = println("$where: version ${plan.version()}, completion ${plan.completion()}")

/** Two copies of an account plan are changed apart, on a phone without a network and at a desk, and become one again (AUD-4). */
fun main(arguments: Array<String>) {
    val core = File(arguments.firstOrNull() ?: "examples/plans", "core.toml")
    val configuration = openConfiguration(listOf(ConfigurationFile(core.name, core.readText())))

    val desk = configuration.newAccountPlan("AP-1", fields("unit" to "DK-East", "title" to "Rigshospitalet 2026"), act("08:00"))
    desk.add(ObjectKind.NODE, "g1", fields("title" to "Formulary access", "weight" to "3", "due" to "2026-06-30"), act("08:10"))
    desk.add(ObjectKind.NODE, "g2", fields("title" to "Nurse training"), act("08:20"))
    say("both begin with", desk)

    // The phone takes the document along: it opens it, works on it and keeps it as a document, all without a network.
    val phone = configuration.openAccountPlan(desk.document(), desk.head())
    phone.changeStatus("g2", "done", act("09:00"))
    phone.set(ObjectKind.NODE, "g1", fields("due" to "2026-05-31"), act("09:10", reason = "the board meets in May"))
    phone.add(ObjectKind.NODE, "g3", fields("title" to "Tender of 2027"), act("09:20"))
    say("the phone", phone)
    val brought = phone.document()

    // Meanwhile somebody else works at the desk, on the same date and on another field of what the phone changed.
    desk.set(ObjectKind.NODE, "g1", fields("due" to "2026-09-30"), act("09:05", lead, "the budget comes late"))
    desk.set(ObjectKind.NODE, "g2", fields("title" to "Training of nurses"), act("09:15", lead))
    say("the desk", desk)

    // They meet: what fits is made here, what does not is told, and nothing is overwritten.
    val merged = desk.merge(brought, listOf(manager), at("10:00"))
    println("\nversion ${merged.common} is what both have; taken as ${merged.taken}")
    for (clash in merged.clashes) {
        println("not taken: entry ${clash.entry.number} of the phone, by ${clash.entry.person}, since ${clash.entry.reason}")
        println("  ${clash.refusal}: ${clash.reason}")
    }
    say("the desk", desk)

    // Somebody decides, and the decision is a change like any other.
    for (clash in merged.clashes) {
        val wanted = clash.entry.changes.map { FieldDraft(it.field, it.newValue) }
        desk.set(ObjectKind.NODE, clash.entry.changes.first().id, wanted, act("10:10", lead, "the board decides, and it meets in May"))
    }

    // From now on the phone has the plan of the desk. That every entry is what it was, and none is missing, is checked in opening it.
    val again = configuration.openAccountPlan(desk.document(), desk.head())
    println()
    say("both go on with", again)
    println("due ${again.plan().nodes().first().due}; what came after they parted:\n")
    print(again.readableHistory().lines().dropWhile { !it.startsWith("4.") }.joinToString("\n"))
}
