import java.math.BigDecimal
import java.time.LocalDate
import kam.Fault
import kam.NodeDraft
import kam.PlanDraft
import kam.buildPlan
import kam.faultText
import kam.loadExport

/** A plan from plain values, and an export: what is late, and why a number is what it is. */
fun main(arguments: Array<String>) {
    val draft = PlanDraft(
        id = "AP-1",
        title = "Rigshospitalet 2026",
        nodes = listOf(
            NodeDraft(id = "t1", title = "Formulary access", weight = BigDecimal("3"), status = "done"),
            NodeDraft(id = "t2", title = "Nurse training", weight = BigDecimal("1")),
        ),
    )
    buildPlan(draft).use { plan ->
        println("first figure: ${plan.completion()}")
        println(plan.explain().text)
    }

    val folder = arguments.firstOrNull() ?: return
    try {
        loadExport(folder).use { export ->
            val asOf = LocalDate.of(2026, 6, 30)
            println("\n${export.plans().size} plans, ${export.defects().size} defects")
            for (item in export.due(asOf).take(3)) println("${item.bucket.name.lowercase()}: ${item.title} (${item.due})")
        }
    } catch (fault: Fault) {
        println(faultText(fault))
    }
}
